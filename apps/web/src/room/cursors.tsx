import type { Participant, RoomSession } from '@tutti/client'
import { useCursors } from '@tutti/react'
import { useEffect, useRef } from 'react'
import type { KeyWindow } from '../keyboard/key-window.ts'
import { personStyle } from '../people/person-style.ts'
import { silenced } from '../people/silenced.ts'
import type { Observable } from '../ui/observable.ts'
import { useObservable } from '../ui/use-observable.ts'
import { toWholeKeyboard, toWindow } from './cursor-place.ts'
import styles from './cursors.module.css'

interface CursorsProps {
  readonly room: RoomSession
  readonly participants: readonly Participant[]
  readonly window: Observable<KeyWindow>
}

/** Where the others point on the keys; and the others see where we do. Fingers are no pointers: they play. */
export function Cursors({ room, participants, window }: CursorsProps) {
  const place = useRef<HTMLDivElement>(null)
  const cursors = useCursors(room)
  const shown = useObservable(window)
  const hidden = useObservable(silenced)
  useOwnCursor(room, place, window)
  return (
    <div ref={place} className={styles['cursors']} aria-hidden="true">
      {participants.map(({ number, user }) => {
        const cursor = hidden.has(user.userId) ? undefined : cursors.get(number)
        const here = cursor && toWindow(cursor, shown)
        if (!here) return null
        const style = { ...personStyle(user.color), transform: `translate(${here.x * 100}cqw, ${here.y * 100}cqh)` }
        return (
          <div key={number} className={styles['cursor']} style={style} data-cursor={user.username}>
            <svg width="16" height="18" viewBox="0 0 16 18">
              <path d="M1 1l13 6.6-5.7 1.7L5.6 15z" fill="currentColor" stroke="var(--on-note)" />
            </svg>
            <span className={styles['name']}>{user.username}</span>
          </div>
        )
      })}
    </div>
  )
}

function useOwnCursor(
  room: RoomSession,
  place: { readonly current: HTMLElement | null },
  window: Observable<KeyWindow>,
): void {
  useEffect(() => {
    // The keys lie below this layer, which lets every pointer through.
    const keys = place.current?.parentElement
    if (!keys) return undefined
    const move = ({ pointerType, clientX, clientY }: PointerEvent): void => {
      if (pointerType === 'touch') return
      const { left, top, width, height } = keys.getBoundingClientRect()
      const at = { x: (clientX - left) / width, y: (clientY - top) / height }
      room.pointAt(toWholeKeyboard(at, window.value))
    }
    const leave = (): void => room.pointAt(null)
    keys.addEventListener('pointermove', move, { passive: true })
    keys.addEventListener('pointerleave', leave)
    return () => {
      keys.removeEventListener('pointermove', move)
      keys.removeEventListener('pointerleave', leave)
      leave()
    }
  }, [room, place, window])
}
