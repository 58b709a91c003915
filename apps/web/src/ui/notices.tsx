import type { Notice } from '../stage/notices.ts'
import { useStudio } from '../stage/use-studio.ts'
import { IconButton } from './button.tsx'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'
import styles from './notices.module.css'
import { useObservable } from './use-observable.ts'

/** What just happened, in passing, and what the server has to say; read aloud too. */
export function Notices() {
  const { notices } = useStudio()
  const shown = useObservable(notices.shown)
  const rows = (isUrgent: boolean) =>
    shown
      .filter((notice) => notice.isUrgent === isUrgent)
      .map((notice) => <Row key={notice.id} notice={notice} onClose={() => notices.close(notice.id)} />)
  // Both regions are there before there is anything to say, or the first words would not be read.
  return (
    <div className={styles['notices']}>
      <div role="alert" aria-label="Urgent notices" className={styles['region']}>
        {rows(true)}
      </div>
      <div role="status" aria-live="polite" aria-label="Notices" className={styles['region']}>
        {rows(false)}
      </div>
    </div>
  )
}

function Row({ notice, onClose }: { readonly notice: Notice; readonly onClose: () => void }) {
  const { text, from, isUrgent } = notice
  if (from === 'here') return <p className={styles['notice']}>{text}</p>
  return (
    <div className={classNames(styles['notice'], styles['said'], isUrgent && styles['urgent'])}>
      <Icon name="horn" />
      <p>
        <span className="visually-hidden">From the server: </span>
        {text}
      </p>
      <IconButton icon="close" label="Close this notice" onClick={onClose} />
    </div>
  )
}
