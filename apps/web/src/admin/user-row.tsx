import type { UserView } from '@tutti/client'
import { useState } from 'react'
import { Avatar } from '../people/avatar.tsx'
import { Link } from '../router/link.tsx'
import { personPathOf } from '../router/route.ts'
import { useMyself } from '../session/myself.ts'
import { IconButton } from '../ui/button.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { dayWords } from '../ui/time-words.ts'
import styles from './admin.module.css'
import { LiftDialog } from './lift-dialog.tsx'
import { RolesDialog } from './roles-dialog.tsx'
import { SuspendDialog } from './suspend-dialog.tsx'

export function UserRow({ user, onChanged }: { readonly user: UserView; readonly onChanged: () => void }) {
  const me = useMyself()
  const [asked, setAsked] = useState<'roles' | 'suspend' | 'lift'>()
  const { userId, username, userTag, avatarUrl, email, roles, createdAt } = user
  const close = () => setAsked(undefined)
  const special = roles.filter((role) => role !== 'member')
  return (
    <li className={styles['person']}>
      <Avatar name={username} color={userTag} picture={avatarUrl} />
      <div className={styles['words']}>
        <p className={styles['name']}>
          <Link href={personPathOf(username)}>{username}</Link>
          {special.length > 0 && <span className={styles['roles']}>{special.join(', ')}</span>}
        </p>
        <p className={styles['aside']}>
          {email}, since {dayWords(Date.parse(createdAt))}
        </p>
      </div>
      <Menu trigger={<IconButton icon="more" label={`What to do about ${username}`} />}>
        <MenuItem icon="shield" onSelect={() => setAsked('roles')}>
          Roles…
        </MenuItem>
        {userId !== me.userId && (
          <MenuItem icon="ban" onSelect={() => setAsked('suspend')}>
            Suspend…
          </MenuItem>
        )}
        <MenuItem icon="check" onSelect={() => setAsked('lift')}>
          Lift a suspension…
        </MenuItem>
      </Menu>
      {asked === 'roles' && <RolesDialog user={user} onClose={close} onDone={onChanged} />}
      <LiftDialog userId={userId} username={username} open={asked === 'lift'} onClose={close} />
      <SuspendDialog
        userId={userId}
        username={username}
        open={asked === 'suspend'}
        onClose={close}
        onDone={onChanged}
      />
    </li>
  )
}
