import { useTutti } from '@tutti/react'
import { useCallback } from 'react'
import { Chapter } from '../home/study.tsx'
import { Empty, Loading, NotLoaded } from '../ui/states.tsx'
import { AddressBanForm } from './address-ban-form.tsx'
import { AddressBanRow } from './address-ban-row.tsx'
import styles from './admin.module.css'
import { PageTurner } from './page-turner.tsx'
import { usePages } from './use-pages.ts'

/** From where nobody comes in. */
export function AddressBans() {
  const client = useTutti()
  const pages = usePages(useCallback((page: number) => client.call('listAddressBans', { query: { page } }), [client]))
  const { items, error, isLoading, reload } = pages
  return (
    <>
      <Chapter
        title="Ban an address"
        about="Nobody signs in, comes as a guest or connects from there. A school or a whole town may share one address."
      >
        <AddressBanForm onDone={reload} />
      </Chapter>
      <Chapter title="Banned addresses" about="Newest first.">
        {!items && isLoading && <Loading words="Looking for bans…" />}
        {!items && !isLoading && <NotLoaded error={error} onAgain={reload} />}
        {items?.length === 0 && <Empty>No address is banned.</Empty>}
        {items !== undefined && items.length > 0 && (
          <ul className={styles['people']} aria-label="Banned addresses">
            {items.map((ban) => (
              <AddressBanRow key={ban.address} ban={ban} onChanged={reload} />
            ))}
          </ul>
        )}
        <PageTurner pages={pages} />
      </Chapter>
    </>
  )
}
