import { createRoom, openDoor, roomId, type RoomType as CoreRoomType } from '@tutti/core'
import { RoomType, type CreateRoomCommand, type JoinRoomCommand } from '@tutti/protocol/realtime'
import type { Connection } from '../connection.ts'
import type { Ports } from '../ports.ts'
import type { Rooms } from '../rooms.ts'
import type { Reply } from './reply.ts'

const roomTypes: Readonly<Record<RoomType, CoreRoomType>> = {
  [RoomType.UNSPECIFIED]: 'public',
  [RoomType.PUBLIC]: 'public',
  [RoomType.PRIVATE]: 'private',
  [RoomType.PRO]: 'pro',
}

/** Goes into a room and leaves the one before. @throws what `openDoor` throws, `room_full`. */
export async function joinRoom(
  { ports, rooms }: { readonly ports: Ports; readonly rooms: Rooms },
  connection: Connection,
  command: JoinRoomCommand,
): Promise<Reply> {
  const room = await openDoor(ports, {
    roomId: roomId(command.roomId),
    user: connection.user,
    password: command.password || undefined,
  })
  return rooms.enter(connection, room, { listens: command.listen })
}

/** Opens a temporary room and goes into it. @throws what core's `createRoom` throws. */
export async function createAndJoinRoom(
  { ports, rooms }: { readonly ports: Ports; readonly rooms: Rooms },
  connection: Connection,
  command: CreateRoomCommand,
): Promise<Reply> {
  const room = await createRoom(ports, {
    owner: connection.user,
    name: command.roomName,
    type: roomTypes[command.roomType],
    password: command.password || undefined,
    maxUsers: command.maxUsers || undefined,
    settings: command.settings,
    lifetime: 'temporary',
  })
  return rooms.enter(connection, room, { listens: false })
}
