import { enterTuttiRoom, type Entered } from './enter-tutti-room.ts'
import { RawSocket } from './raw-socket.ts'

/** How players come in: through `/?room=` (the baselines), or with a token and a join command. */
export type Entrance =
  | { readonly kind: 'query' }
  | { readonly kind: 'tutti'; readonly tokens: readonly string[]; readonly roomIds: readonly string[] }

export interface CrowdPlan {
  readonly port: number
  readonly entrance: Entrance
  readonly rooms: number
  readonly playersPerRoom: number
}

export interface Member extends Entered {
  readonly room: number
}

const atOnce = 10

/** Opens `rooms` × `playersPerRoom` sockets, room by room. Entered without a room when the plan names none for it. */
export async function openCrowd(plan: CrowdPlan): Promise<Member[]> {
  const members: Member[] = []
  const seats = Array.from({ length: plan.rooms * plan.playersPerRoom }, (_, seat) => seat)
  for (let first = 0; first < seats.length; first += atOnce) {
    members.push(...(await Promise.all(seats.slice(first, first + atOnce).map((seat) => openSeat(plan, seat)))))
  }
  return members
}

async function openSeat({ port, entrance, playersPerRoom }: CrowdPlan, seat: number): Promise<Member> {
  const room = Math.floor(seat / playersPerRoom)
  if (entrance.kind === 'tutti') {
    const token = entrance.tokens[seat]
    if (token === undefined) throw new RangeError(`There is no token for seat ${seat}`)
    return { room, ...(await enterTuttiRoom({ port, token, roomId: entrance.roomIds[room] })) }
  }
  const raw = await RawSocket.open({ port, path: `/?room=${room}`, headers: [] }, { frame: () => {} })
  return { room, raw, player: (seat % playersPerRoom) + 1 }
}
