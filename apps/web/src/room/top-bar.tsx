import type { RoomSession } from '@tutti/client'
import { useState } from 'react'
import { BeatPopover } from '../beat/beat-popover.tsx'
import { MusicButton } from '../music/music-button.tsx'
import { RecordingBadge } from '../music/recording-badge.tsx'
import { DirectButton } from '../direct/direct-button.tsx'
import { AccountMenu } from '../people/account-menu.tsx'
import type { RoomEars } from '../playback/room-ears.ts'
import { navigate } from '../router/navigate.ts'
import { useMyself } from '../session/myself.ts'
import { IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useMedia } from '../ui/media.ts'
import { InviteButton } from './invite-button.tsx'
import { OwnLatency } from './own-latency.tsx'
import { RoomSettingsDialog } from './room-settings-dialog.tsx'
import styles from './top-bar.module.css'
import { useRoomInfo } from './use-room-info.ts'

export function TopBar({ room, ears }: { readonly room: RoomSession; readonly ears: RoomEars | undefined }) {
  const { roomName, hasPassword, roomType } = useRoomInfo(room)
  const { isModerator } = useMyself()
  const [isChanging, setChanging] = useState(false)
  const mayManage = room.me.isOwner || isModerator
  const isNarrow = useMedia('(max-width: 719px)')
  return (
    <header className={styles['bar']}>
      <IconButton icon="back" label="Leave the room" onClick={() => navigate('/')} />
      <h1 className={styles['name']} title={roomName}>
        <span>{roomName}</span>
        {(hasPassword || roomType === 'private') && <Icon name="lock" size={16} />}
      </h1>
      {mayManage && <IconButton icon="gear" label="Room settings" onClick={() => setChanging(true)} />}
      <div className={styles['right']}>
        {!room.me.mayPlay && (
          <span className={styles['listening']}>
            <Icon name={room.me.isNotesMuted ? 'soundOff' : 'ear'} size={16} />
            <span>{room.me.isNotesMuted ? 'Muted' : 'Listening'}</span>
          </span>
        )}
        <RecordingBadge room={room} />
        {!isNarrow && <BeatPopover room={room} />}
        <MusicButton room={room} mayManage={mayManage} />
        <OwnLatency ears={ears} participants={room.participants} me={room.me} />
        <InviteButton look="quiet" isShort />
        <DirectButton />
        <AccountMenu color={room.me.user.color} />
      </div>
      {mayManage && <RoomSettingsDialog room={room} open={isChanging} onOpenChange={setChanging} />}
    </header>
  )
}
