import type { RoomView } from '@tutti/client'
import { Link } from '../router/link.tsx'
import { roomPathOf } from '../router/route.ts'
import { Icon } from '../ui/icon.tsx'
import styles from './rooms.module.css'

export function RoomRow({ room }: { readonly room: RoomView }) {
  const { roomId, roomName, currentUsers, maxUsers, hasPassword } = room
  const isFull = currentUsers >= maxUsers
  return (
    <li>
      <Link href={roomPathOf(roomId)} className={styles['row']}>
        <span className={styles['name']}>
          <span>{roomName}</span>
          {hasPassword && <Icon name="lock" size={16} />}
        </span>
        <span className={styles['state']}>{hasPassword ? 'password' : isFull ? 'full' : 'open'}</span>
        <span className={styles['count']}>
          <span aria-hidden="true">
            {currentUsers}/{maxUsers}
          </span>
          <span className="visually-hidden">
            {currentUsers} of {maxUsers} playing
          </span>
        </span>
      </Link>
    </li>
  )
}
