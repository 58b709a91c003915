import type { RoomSession } from '@tutti/client'
import { AccountMenu } from '../people/account-menu.tsx'
import type { RoomEars } from '../playback/room-ears.ts'
import { navigate } from '../router/navigate.ts'
import { IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { InviteButton } from './invite-button.tsx'
import { OwnLatency } from './own-latency.tsx'
import styles from './top-bar.module.css'

export function TopBar({ room, ears }: { readonly room: RoomSession; readonly ears: RoomEars | undefined }) {
  const { roomName, hasPassword, roomType } = room.room
  return (
    <header className={styles['bar']}>
      <IconButton icon="back" label="Leave the room" onClick={() => navigate('/')} />
      <h1 className={styles['name']} title={roomName}>
        <span>{roomName}</span>
        {(hasPassword || roomType === 'private') && <Icon name="lock" size={16} />}
      </h1>
      <div className={styles['right']}>
        {!room.me.mayPlay && (
          <span className={styles['listening']}>
            <Icon name="ear" size={16} /> Listening
          </span>
        )}
        <OwnLatency ears={ears} participants={room.participants} me={room.me} />
        <InviteButton look="quiet" isShort />
        <AccountMenu color={room.me.user.color} />
      </div>
    </header>
  )
}
