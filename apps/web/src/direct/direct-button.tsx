import { IconButton } from '../ui/button.tsx'
import { useObservable } from '../ui/use-observable.ts'
import { DirectDialog } from './direct-dialog.tsx'
import { directWith, useInbox } from './direct-inbox.ts'
import styles from './direct.module.css'

/** The way to direct messages, and how many wait there. */
export function DirectButton() {
  const inbox = useInbox()
  const open = useObservable(directWith)
  const label = inbox.unread > 0 ? `Direct messages, ${inbox.unread} unread` : 'Direct messages'
  return (
    <>
      <span className={styles['button']}>
        <IconButton icon="mail" label={label} onClick={() => directWith.set('everybody')} />
        {inbox.unread > 0 && (
          <span className={styles['badge']} aria-hidden="true">
            {inbox.unread > 99 ? '99+' : inbox.unread}
          </span>
        )}
      </span>
      {open !== undefined && <DirectDialog inbox={inbox} shown={open} />}
    </>
  )
}
