import { enterColyseusRoom } from './enter-colyseus.ts'
import { enterSocketIoRoom } from './enter-socket-io.ts'
import { enterTuttiRoom, type Entered } from './enter-tutti-room.ts'
import { RawSocket } from './raw-socket.ts'
import { bareWire } from './wire.ts'

/** How players come in: through `/?room=` (the baselines), in another system's own way, or with a token and a join command. */
export type Entrance =
  | { readonly kind: 'query' | 'socket.io' | 'colyseus' }
  | { readonly kind: 'tutti'; readonly tokens: readonly string[]; readonly roomIds: readonly string[] }

export interface CrowdPlan {
  readonly port: number
  readonly entrance: Entrance
  readonly rooms: number
  readonly playersPerRoom: number
  /** Who hear and do not play. */
  readonly listenersPerRoom?: number
}

export interface Member extends Entered {
  readonly room: number
  readonly listens: boolean
}

const atOnce = 10

/** Opens the sockets of each room, those who play first, room by room. Entered without a room when the plan names none for it. */
export async function openCrowd(plan: CrowdPlan): Promise<Member[]> {
  const members: Member[] = []
  const seats = Array.from({ length: plan.rooms * seatsPerRoom(plan) }, (_, seat) => seat)
  for (let first = 0; first < seats.length; first += atOnce) {
    members.push(...(await Promise.all(seats.slice(first, first + atOnce).map((seat) => openSeat(plan, seat)))))
  }
  return members
}

function seatsPerRoom({ playersPerRoom, listenersPerRoom = 0 }: CrowdPlan): number {
  return playersPerRoom + listenersPerRoom
}

async function openSeat(plan: CrowdPlan, seat: number): Promise<Member> {
  const { port, entrance, playersPerRoom } = plan
  const room = Math.floor(seat / seatsPerRoom(plan))
  const place = seat % seatsPerRoom(plan)
  const listens = place >= playersPerRoom
  if (entrance.kind === 'tutti') {
    const token = entrance.tokens[seat]
    if (token === undefined) throw new RangeError(`There is no token for seat ${seat}`)
    return { room, listens, ...(await enterTuttiRoom({ port, token, listens, roomId: entrance.roomIds[room] })) }
  }
  return { room, listens, player: place + 1, ...(await enterAnyRoom(entrance.kind, port, room)) }
}

async function enterAnyRoom(
  kind: Exclude<Entrance['kind'], 'tutti'>,
  port: number,
  room: number,
): Promise<Omit<Entered, 'player'>> {
  if (kind === 'socket.io') return enterSocketIoRoom(port, room)
  if (kind === 'colyseus') return enterColyseusRoom(port, room)
  return {
    raw: await RawSocket.open({ port, path: `/?room=${room}`, headers: [] }, { frame: () => {} }),
    wire: bareWire,
  }
}
