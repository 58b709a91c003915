import type { ReactNode } from 'react'
import { errorWords } from '../session/error-words.ts'
import { Button } from './button.tsx'
import styles from './states.module.css'

/** Where something will stand in a moment. */
export function Loading({ words }: { readonly words: string }) {
  return (
    <div className={styles['coming']} aria-busy="true">
      <p className="visually-hidden">{words}</p>
      {[13, 9, 16].map((widthEm) => (
        <span key={widthEm} style={{ width: `${widthEm}em` }} />
      ))}
    </div>
  )
}

export function NotLoaded({ error, onAgain }: { readonly error: unknown; readonly onAgain: () => void }) {
  return (
    <div className={styles['failed']} role="alert">
      <p>{errorWords(error)}</p>
      <Button look="outlined" onClick={onAgain}>
        Try again
      </Button>
    </div>
  )
}

/** Says why there is nothing, and what could be. */
export function Empty({ children }: { readonly children: ReactNode }) {
  return <p className={styles['empty']}>{children}</p>
}
