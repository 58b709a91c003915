import type { RoomInfo, RoomSession } from '@tutti/client'
import { useCallback, useSyncExternalStore } from 'react'

/** Name, owner, places and settings of the room as they are now: whoever runs it may change them at any time. */
export function useRoomInfo(room: RoomSession): RoomInfo {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const stops = [room.on('room', onChange), room.on('rejoined', onChange)]
      return () => stops.forEach((stop) => stop())
    },
    [room],
  )
  return useSyncExternalStore(subscribe, () => room.room)
}
