import type { ReactNode } from 'react'
import { Avatar } from '../people/avatar.tsx'
import { Link } from '../router/link.tsx'
import { personPathOf } from '../router/route.ts'
import styles from './friends.module.css'

interface PersonRowProps {
  readonly person: { readonly username: string; readonly userTag: string; readonly avatarUrl: string }
  readonly about: ReactNode
  /** There right now. */
  readonly isPresent?: boolean
  /** What can be done. */
  readonly children?: ReactNode
}

export function PersonRow({ person, about, isPresent = false, children }: PersonRowProps) {
  const { username, userTag, avatarUrl } = person
  return (
    <li className={styles['row']}>
      <span className={styles['disc']} data-present={isPresent || undefined}>
        <Avatar name={username} color={userTag} picture={avatarUrl} />
      </span>
      <span className={styles['words']}>
        <Link href={personPathOf(username)} className={styles['name']}>
          {username}
        </Link>
        <span className={styles['about']}>{about}</span>
      </span>
      <span className={styles['buttons']}>{children}</span>
    </li>
  )
}
