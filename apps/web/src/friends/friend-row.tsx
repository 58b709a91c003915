import { useTutti } from '@tutti/react'
import { useState } from 'react'
import { setSilenced } from '../people/silenced.ts'
import { Link } from '../router/link.tsx'
import { roomPathOf } from '../router/route.ts'
import { IconButton } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { agoWords } from '../ui/time-words.ts'
import { useNow } from '../ui/use-now.ts'
import styles from './friends.module.css'
import type { Friends } from './friendship.ts'
import { PersonRow } from './person-row.tsx'

interface FriendRowProps {
  readonly friend: Friends['friends'][number]
  readonly onRemove: () => void
  readonly onBlocked: () => void
}

export function FriendRow({ friend, onRemove, onBlocked }: FriendRowProps) {
  const client = useTutti()
  const [isBlocking, setBlocking] = useState(false)
  const { userId, username } = friend
  const block = async () => {
    await client.call('blockUser', { body: { userId } })
    setSilenced(userId, true)
    onBlocked()
  }
  return (
    <PersonRow person={friend} about={<Whereabouts friend={friend} />} isPresent={friend.status === 'online'}>
      <Menu trigger={<IconButton icon="more" label={`More about ${username}`} />}>
        <MenuItem icon="close" onSelect={onRemove}>
          Friends no longer
        </MenuItem>
        <MenuItem icon="ban" onSelect={() => setBlocking(true)}>
          Block…
        </MenuItem>
      </Menu>
      <ConfirmDialog
        open={isBlocking}
        onOpenChange={setBlocking}
        title={`Block ${username}?`}
        action="Block"
        onConfirm={block}
      >
        <p>You are friends no longer, and their requests do not reach you. Nobody is told.</p>
      </ConfirmDialog>
    </PersonRow>
  )
}

function Whereabouts({ friend }: Pick<FriendRowProps, 'friend'>) {
  const nowMs = useNow()
  const { currentRoom, currentRoomName, status, statusText, lastSeen } = friend
  if (currentRoom !== null) {
    return (
      <>
        in{' '}
        <Link href={roomPathOf(currentRoom)} className={styles['room']}>
          {currentRoomName ?? 'a room'}
        </Link>
      </>
    )
  }
  if (statusText !== '') return statusText
  return status === 'online' ? 'is here' : `was here ${agoWords(Date.parse(lastSeen), nowMs)}`
}
