import { createRoom, type RoomStore } from '@tutti/core'
import { createLog, createStores, openDatabase } from '@tutti/server'
import { createTestPorts } from '@tutti/testkit'
import { anAccount } from '@tutti/testkit/contracts'

// Opens rooms and prints the id of each once it is acknowledged. It dies at FAIL_AT of the fifth.
const database = await openDatabase({
  url: `file:${process.env['FILE']}`,
  log: createLog({ level: 'silent', format: 'json' }),
})
const { rooms, users } = createStores(database)
const owner = anAccount()
await users.addAccount(owner, 'hash')
const number = { current: 0 }

function failAt(point: string): void {
  if (number.current === 5 && process.env['FAIL_AT'] === point) process.kill(process.pid, 'SIGKILL')
}

const failing: RoomStore = {
  ...rooms,
  async add(room) {
    process.stdout.write(`begun ${room.id}\n`)
    failAt('before_write')
    const added = rooms.add(room)
    failAt('before_commit')
    await added
    failAt('before_publish')
  },
}
const ports = createTestPorts()
const ids = { uuid: () => crypto.randomUUID(), shortId: () => crypto.randomUUID().slice(0, 9) }
const roomEvents = { ...ports.roomEvents, publish: () => failAt('before_answer') }

for (number.current = 1; number.current < 10; number.current += 1) {
  const request = { owner, name: `Room ${number.current}`, password: 'sesame', lifetime: 'lasting' } as const
  const room = await createRoom({ ...ports, ids, roomEvents, rooms: failing }, request)
  process.stdout.write(`done ${room.id}\n`)
}
