import type { ReactNode } from 'react'
import { Component } from 'react'
import { Button } from './button.tsx'
import styles from './page-boundary.module.css'

interface PageBoundaryProps {
  readonly children: ReactNode
}

/** Stands in for a page that did not arrive, or broke. */
export class PageBoundary extends Component<PageBoundaryProps, { readonly isBroken: boolean }> {
  override readonly state = { isBroken: false }

  static getDerivedStateFromError(): { readonly isBroken: boolean } {
    return { isBroken: true }
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children
    return (
      <main className={styles['broken']}>
        <h1 className={styles['title']}>This page did not arrive</h1>
        <p>The connection broke off, or Tutti was updated meanwhile. Loading it again helps in both cases.</p>
        <Button look="solid" onClick={() => location.reload()}>
          Load again
        </Button>
      </main>
    )
  }
}
