import type { Ask, UserView } from '@tutti/client'
import { useTutti } from '@tutti/react'
import { useState } from 'react'
import { useStudio } from '../stage/use-studio.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Switch } from '../ui/switch.tsx'

type Role = Ask<'setUserRoles'>['body']['roles'][number]

const choices: readonly { readonly role: Role; readonly label: string }[] = [
  { role: 'pro', label: 'Pro: opens and enters Pro rooms' },
  { role: 'moderator', label: 'Moderator: reports, suspensions, every room' },
  { role: 'admin', label: 'Admin: all of it' },
]

interface RolesDialogProps {
  readonly user: UserView
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Shown for as long as it is there: what was switched and not saved is forgotten with it. */
export function RolesDialog({ user, onClose, onDone }: RolesDialogProps) {
  const client = useTutti()
  const { notices } = useStudio()
  const [held, setHeld] = useState<ReadonlySet<string>>(() => new Set(user.roles))
  const turn = (role: Role, isHeld: boolean) => {
    const next = new Set(held)
    if (isHeld) next.add(role)
    else next.delete(role)
    setHeld(next)
  }
  const keep = async () => {
    const roles = choices.map(({ role }) => role).filter((role) => held.has(role))
    await client.call('setUserRoles', { params: { userId: user.userId }, body: { roles: ['member', ...roles] } })
    notices.say(`The roles of ${user.username} are changed.`)
    onDone()
  }
  return (
    <ConfirmDialog open onOpenChange={onClose} title={`Roles of ${user.username}`} action="Save" onConfirm={keep}>
      <div>
        {choices.map(({ role, label }) => (
          <Switch key={role} checked={held.has(role)} onChange={(isHeld) => turn(role, isHeld)}>
            {label}
          </Switch>
        ))}
      </div>
    </ConfirmDialog>
  )
}
