import type { ReactNode } from 'react'
import { useEffect } from 'react'
import { useStudio } from '../stage/use-studio.ts'
import { Masthead } from './masthead.tsx'
import styles from './study.module.css'

interface StudyProps {
  readonly title: string
  readonly intro?: ReactNode
  /** For what is a table more than a text. */
  readonly isWide?: boolean
  readonly children: ReactNode
}

/** A place to read and write in, without a piano. */
export function Study({ title, intro, isWide = false, children }: StudyProps) {
  const { loadPiano, stage } = useStudio()
  useEffect(() => {
    document.title = `${title} · Tutti`
  }, [title])
  useEffect(() => stage.onNote(() => loadPiano()), [stage, loadPiano])
  return (
    <div className={styles['study']}>
      <Masthead />
      <main className={styles['main']} data-wide={isWide || undefined}>
        <h1 className={styles['title']}>{title}</h1>
        {intro !== undefined && <p className={styles['intro']}>{intro}</p>}
        {children}
      </main>
    </div>
  )
}

interface ChapterProps {
  readonly title: string
  readonly about?: ReactNode
  readonly children: ReactNode
}

/** A part of such a page: what it is about at the left, what to do at the right. */
export function Chapter({ title, about, children }: ChapterProps) {
  const id = `chapter-${title.toLowerCase().replace(/[^a-z]+/g, '-')}`
  return (
    <section className={styles['chapter']} aria-labelledby={id}>
      <header>
        <h2 id={id} className={styles['heading']}>
          {title}
        </h2>
        {about !== undefined && <p className={styles['about']}>{about}</p>}
      </header>
      <div className={styles['body']}>{children}</div>
    </section>
  )
}
