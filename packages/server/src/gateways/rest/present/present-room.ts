import type { Room } from '@tutti/core'
import type { RoomView } from '@tutti/protocol/rest'
import type { z } from 'zod'
import { presentTime } from './present-time.ts'
import { sharedView } from './shared-view.ts'

/** The public face of a room. Of a password it says only that there is one (P-043). */
export const presentRoom = sharedView((room: Room, currentUsers: number): z.input<typeof RoomView> => {
  return {
    roomId: room.id,
    roomName: room.name,
    roomOwner: room.ownerId,
    roomType: room.type,
    maxUsers: room.maxUsers,
    currentUsers,
    hasPassword: room.passwordHash !== null,
    temporary: room.lifetime === 'temporary',
    createdAt: presentTime(room.createdAtMs),
    settings: room.settings,
  }
})
