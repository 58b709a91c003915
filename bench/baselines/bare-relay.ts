/**
 * What a relay costs that does nothing else: no accounts, no quotas, no protobuf, its own framing on node:net. All
 * frames of a room in one turn of the event loop leave in one write per member. `node bare-relay.ts PORT`
 */
import { createServer, type Socket } from 'node:net'
import { acceptUpgrade } from './accept-upgrade.ts'
import { RelayRoom, type RelayMember } from './relay-room.ts'
import { takeFrames } from './take-frames.ts'

const rooms = new Map<string, RelayRoom>()
let turn: RelayRoom[] = []

createServer({ noDelay: true }, (socket) => {
  let member: RelayMember | undefined
  let rest: Buffer | undefined
  socket.on('error', () => socket.destroy())
  socket.on('close', () => member?.room.members.delete(member))
  socket.on('data', (data: Buffer) => {
    const bytes = rest ? Buffer.concat([rest, data]) : data
    if (member) rest = hear(member, bytes)
    else ({ member, rest } = enter(socket, bytes))
  })
}).listen(Number(process.argv[2]), '127.0.0.1')

interface Entering {
  readonly member: RelayMember | undefined
  readonly rest: Buffer | undefined
}

function enter(socket: Socket, bytes: Buffer): Entering {
  const accepted = acceptUpgrade(bytes)
  if (!accepted) return { member: undefined, rest: bytes }
  socket.write(accepted.answer)
  const room = rooms.get(accepted.room) ?? new RelayRoom()
  rooms.set(accepted.room, room)
  const member: RelayMember = { socket, room, lastTurn: 0 }
  room.members.add(member)
  return { member, rest: hear(member, bytes.subarray(accepted.end)) }
}

/** Returns the bytes of a frame that is not all there yet. */
function hear(sender: RelayMember, bytes: Buffer): Buffer | undefined {
  const end = takeFrames(bytes, (frame) => {
    if (sender.room.isQuiet) {
      if (turn.length === 0) setImmediate(endTurn)
      turn.push(sender.room)
    }
    sender.room.add(sender, frame)
  })
  return end < bytes.length ? Buffer.from(bytes.subarray(end)) : undefined
}

function endTurn(): void {
  const ending = turn
  turn = []
  for (const room of ending) room.flush()
}
