import { useRoomList } from '@tutti/react'
import { useDeferredValue, useState } from 'react'
import { errorCode, errorWords } from '../session/error-words.ts'
import { Icon } from '../ui/icon.tsx'
import { RoomRow } from './room-row.tsx'
import styles from './rooms.module.css'

const refreshMs = 4000

/** The public rooms, live. */
export function Rooms() {
  const [typed, setTyped] = useState('')
  const search = useDeferredValue(typed.trim())
  const { rooms, status, error } = useRoomList({ refreshMs, search })
  return (
    <section className={styles['rooms']} aria-labelledby="rooms-title">
      <header className={styles['header']}>
        <h2 id="rooms-title" className={styles['title']}>
          Rooms
        </h2>
        <label className={styles['search']}>
          <Icon name="search" size={18} />
          <input
            type="search"
            aria-label="Search rooms"
            placeholder="Search"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
      </header>
      {status === 'failed' && (
        <p role="status" className={styles['failed']}>
          {failedWords(error, rooms.length > 0)}
        </p>
      )}
      {status === 'loading' && <RowsToCome />}
      {status === 'ready' && rooms.length === 0 && <Empty search={search} />}
      <ul aria-label="Rooms" className={styles['list']}>
        {rooms.map((room) => (
          <RoomRow key={room.roomId} room={room} />
        ))}
      </ul>
    </section>
  )
}

function failedWords(error: unknown, hasRooms: boolean): string {
  if (hasRooms) return 'The server cannot be reached just now. These are the rooms of a moment ago.'
  if (errorCode(error) !== 'network_error') return errorWords(error)
  return 'The server cannot be reached. It is asked again every few seconds, and the piano below plays without it.'
}

function RowsToCome() {
  return (
    <div className={styles['coming']}>
      <p className="visually-hidden">Looking for rooms…</p>
      {[9, 6, 11].map((width) => (
        <span key={width} style={{ width: `${width}em` }} />
      ))}
    </div>
  )
}

function Empty({ search }: { readonly search: string }) {
  if (search !== '') return <p className={styles['empty']}>No room is called “{search}”. Open one under that name?</p>
  return <p className={styles['empty']}>All is quiet. Open the first room with Play now, and send somebody the link.</p>
}
