import {
  checkNotInMaintenance,
  createRoom,
  openDoor,
  roomId,
  spend,
  type RoomType as CoreRoomType,
  type User,
} from '@tutti/core'
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

interface Asked<Command> {
  readonly command: Command
  readonly requestId: number
}

/** Goes into a room and leaves the one before, or waits for a place. @throws what `openDoor` throws, `room_full`, `rate_limited`. */
export async function joinRoom(
  { ports, rooms }: { readonly ports: Ports; readonly rooms: Rooms },
  connection: Connection,
  { command, requestId }: Asked<JoinRoomCommand>,
): Promise<Reply> {
  await spend(ports, ports.limits.roomJoins, connection.user.id)
  const room = await openDoor(ports, {
    roomId: roomId(command.roomId),
    user: await renewUser(ports, connection),
    password: command.password || undefined,
  })
  return rooms.enter(connection, room, { listens: command.listen, waits: command.wait, requestId })
}

/** Opens a temporary room and goes into it. @throws what core's `createRoom` throws. */
export async function createAndJoinRoom(
  { ports, rooms }: { readonly ports: Ports; readonly rooms: Rooms },
  connection: Connection,
  { command, requestId }: Asked<CreateRoomCommand>,
): Promise<Reply> {
  checkNotInMaintenance(ports.houseRules.maintenance, connection.user)
  const room = await createRoom(ports, {
    owner: await renewUser(ports, connection),
    name: command.roomName,
    type: roomTypes[command.roomType],
    password: command.password || undefined,
    maxUsers: command.maxUsers || undefined,
    settings: command.settings,
    lifetime: 'temporary',
  })
  return rooms.enter(connection, room, { listens: false, waits: false, requestId })
}

/** Roles count as they are now, not as they were when the connection was made (P-020). */
async function renewUser({ users }: Ports, connection: Connection): Promise<User> {
  const user = await users.find(connection.user.id)
  if (user) connection.user = user
  return connection.user
}
