import { useTutti } from '@tutti/react'
import { useCallback, useDeferredValue, useState } from 'react'
import { Icon } from '../ui/icon.tsx'
import { Empty, Loading, NotLoaded } from '../ui/states.tsx'
import styles from './admin.module.css'
import { PageTurner } from './page-turner.tsx'
import { usePages } from './use-pages.ts'
import { UserRow } from './user-row.tsx'

export function UserSearch() {
  const client = useTutti()
  const [typed, setTyped] = useState('')
  const search = useDeferredValue(typed.trim())
  const ask = useCallback(
    (page: number) => client.call('listUsers', { query: { page, ...(search !== '' && { search }) } }),
    [client, search],
  )
  const pages = usePages(ask)
  const { items, error, isLoading, reload } = pages
  return (
    <>
      <label className={styles['search']}>
        <Icon name="search" size={18} />
        <input
          type="search"
          aria-label="Search people"
          placeholder="Name or e-mail address"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      {!items && isLoading && <Loading words="Looking for people…" />}
      {!items && !isLoading && <NotLoaded error={error} onAgain={reload} />}
      {items?.length === 0 && <Empty>Nobody is called that.</Empty>}
      <ul className={styles['people']}>
        {items?.map((user) => (
          <UserRow key={user.userId} user={user} onChanged={reload} />
        ))}
      </ul>
      <PageTurner pages={pages} />
    </>
  )
}
