import { useTutti } from '@tutti/react'
import { useState } from 'react'
import { theme } from '../design/theme.ts'
import { themeChoices } from '../design/theme-choices.ts'
import { navigate } from '../router/navigate.ts'
import { personPathOf } from '../router/route.ts'
import { AccountDialog } from '../session/account-dialog.tsx'
import { useMyself } from '../session/myself.ts'
import { Button } from '../ui/button.tsx'
import { Menu, MenuChoices, MenuItem, MenuLine } from '../ui/menu.tsx'
import { useObservable } from '../ui/use-observable.ts'
import styles from './account-menu.module.css'
import { Avatar } from './avatar.tsx'
import { RenameDialog } from './rename-dialog.tsx'

/** You: name, page, settings, theme, account. `color` is the one that you have in the room. */
export function AccountMenu({ color, number = 0 }: { readonly color?: string; readonly number?: number }) {
  const client = useTutti()
  const me = useMyself()
  const chosen = useObservable(theme)
  const [asked, setAsked] = useState<'name' | 'account'>()
  const trigger = (
    <Button className={styles['trigger']} aria-label={`You: ${me.name}`}>
      <Avatar name={me.name} color={color ?? me.color} number={number} size="small" picture={me.picture} />
      <span className={styles['name']}>{me.name}</span>
    </Button>
  )
  return (
    <>
      <Menu trigger={trigger}>
        {me.isMember && (
          <MenuItem icon="person" onSelect={() => navigate(personPathOf(me.name))}>
            Your page
          </MenuItem>
        )}
        {!me.isMember && (
          <MenuItem icon="pencil" onSelect={() => setAsked('name')}>
            Change your name
          </MenuItem>
        )}
        <MenuItem icon="gear" onSelect={() => navigate('/settings')}>
          Settings
        </MenuItem>
        {me.isModerator && (
          <MenuItem icon="shield" onSelect={() => navigate('/admin')}>
            Administration
          </MenuItem>
        )}
        <MenuItem icon="door" onSelect={() => (me.isMember ? void client.logOut() : setAsked('account'))}>
          {me.isMember ? 'Sign out' : 'Sign in'}
        </MenuItem>
        <MenuLine />
        <MenuChoices label="Theme" value={chosen} choices={themeChoices} onChange={(value) => theme.set(value)} />
      </Menu>
      <RenameDialog open={asked === 'name'} onOpenChange={() => setAsked(undefined)} />
      <AccountDialog open={asked === 'account'} onOpenChange={() => setAsked(undefined)} />
    </>
  )
}
