import { useTutti } from '@tutti/react'
import { useCallback } from 'react'
import { Chapter } from '../home/study.tsx'
import { Empty, Loading, NotLoaded } from '../ui/states.tsx'
import styles from './admin.module.css'
import { InviteForm } from './invite-form.tsx'
import { InviteRow } from './invite-row.tsx'
import { PageTurner } from './page-turner.tsx'
import { usePages } from './use-pages.ts'

/** Codes that open accounts where the server takes new ones by invitation. */
export function Invites() {
  const client = useTutti()
  const pages = usePages(useCallback((page: number) => client.call('listInvites', { query: { page } }), [client]))
  const { items, error, isLoading, reload } = pages
  return (
    <>
      <Chapter
        title="A new invite"
        about="Whoever has the code opens an account with it. It matters where the server takes new accounts by invitation."
      >
        <InviteForm onDone={reload} />
      </Chapter>
      <Chapter title="Invites" about="Newest first. A code is shown once, when it is made.">
        {!items && isLoading && <Loading words="Looking for invites…" />}
        {!items && !isLoading && <NotLoaded error={error} onAgain={reload} />}
        {items?.length === 0 && <Empty>Nobody has been invited yet.</Empty>}
        {items !== undefined && items.length > 0 && (
          <ul className={styles['people']} aria-label="Invites">
            {items.map((invite) => (
              <InviteRow key={invite.inviteId} invite={invite} onChanged={reload} />
            ))}
          </ul>
        )}
        <PageTurner pages={pages} />
      </Chapter>
    </>
  )
}
