import { useSession, useTutti } from '@tutti/react'
import { useState } from 'react'
import { theme } from '../design/theme.ts'
import { AccountDialog } from '../session/account-dialog.tsx'
import { guestName } from '../session/my-name.ts'
import { Button } from '../ui/button.tsx'
import { Menu, MenuChoices, MenuItem, MenuLine } from '../ui/menu.tsx'
import { useObservable } from '../ui/use-observable.ts'
import styles from './account-menu.module.css'
import { Avatar } from './avatar.tsx'
import { RenameDialog } from './rename-dialog.tsx'

const themeChoices = [
  { value: 'system', label: 'As the device', icon: 'system' },
  { value: 'dark', label: 'Night', icon: 'moon' },
  { value: 'light', label: 'Day', icon: 'sun' },
] as const

/** You: name, theme, account. `color` is the one that you have in the room. */
export function AccountMenu({ color, number = 0 }: { readonly color?: string; readonly number?: number }) {
  const client = useTutti()
  const session = useSession()
  const guest = useObservable(guestName)
  const chosen = useObservable(theme)
  const [isRenaming, setRenaming] = useState(false)
  const [isSigningIn, setSigningIn] = useState(false)
  const isMember = session !== null && !session.user.isGuest
  const name = isMember ? session.user.username : guest
  const trigger = (
    <Button className={styles['trigger']} aria-label={`You: ${name}`}>
      <Avatar name={name} color={color ?? session?.user.userTag ?? ''} number={number} size="small" />
      <span className={styles['name']}>{name}</span>
    </Button>
  )
  return (
    <>
      <Menu trigger={trigger}>
        {!isMember && (
          <MenuItem icon="pencil" onSelect={() => setRenaming(true)}>
            Change your name
          </MenuItem>
        )}
        {!isMember && (
          <MenuItem icon="door" onSelect={() => setSigningIn(true)}>
            Sign in
          </MenuItem>
        )}
        {isMember && (
          <MenuItem icon="door" onSelect={() => client.logOut()}>
            Sign out
          </MenuItem>
        )}
        <MenuLine />
        <MenuChoices label="Theme" value={chosen} choices={themeChoices} onChange={(value) => theme.set(value)} />
      </Menu>
      <RenameDialog open={isRenaming} onOpenChange={setRenaming} />
      <AccountDialog open={isSigningIn} onOpenChange={setSigningIn} />
    </>
  )
}
