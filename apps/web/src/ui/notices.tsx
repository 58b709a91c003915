import { useStudio } from '../stage/use-studio.ts'
import styles from './notices.module.css'
import { useObservable } from './use-observable.ts'

/** What just happened, in passing; read aloud too. */
export function Notices() {
  const { notices } = useStudio()
  const shown = useObservable(notices.shown)
  return (
    <div className={styles['notices']} role="status" aria-live="polite">
      {shown.map(({ id, text }) => (
        <p key={id} className={styles['notice']}>
          {text}
        </p>
      ))}
    </div>
  )
}
