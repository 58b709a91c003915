import { createLog, createStores, openDatabase } from '@tutti/server'
import { aMessage } from '@tutti/testkit/contracts'

// Adds messages without end, ten at a time, and prints the number of each once it is acknowledged.
const database = await openDatabase({
  url: `file:${process.env['FILE']}`,
  log: createLog({ level: 'silent', format: 'json' }),
})
const { rooms, messages } = createStores(database)
const room = JSON.parse(process.env['ROOM'] ?? '')
await rooms.add(room)

for (;;) {
  const adding = Array.from({ length: 10 }, () => messages.add(aMessage({ roomId: room.id })))
  for (const { roomSeq } of await Promise.all(adding)) process.stdout.write(`${roomSeq}\n`)
}
