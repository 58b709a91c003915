import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { setTimeout as after } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FlakyProxy } from './flaky-proxy.ts'

/** Says everything back, and keeps its end open when the client has ended. */
const echo = createServer({ allowHalfOpen: true }, (socket) => {
  socket.on('error', () => undefined)
  socket.on('data', (bytes) => socket.write(bytes))
  socket.on('end', () => socket.end('ended'))
})
beforeAll(async () => {
  echo.listen(0, '127.0.0.1')
  await once(echo, 'listening')
})
afterAll(() => void echo.close())

const portOf = () => (echo.address() as AddressInfo).port

async function dial(proxy: FlakyProxy): Promise<{ socket: Socket; heard: () => string }> {
  const socket = connect({ port: proxy.port, host: '127.0.0.1', allowHalfOpen: true })
  const chunks: Buffer[] = []
  socket.on('data', (bytes) => chunks.push(Buffer.from(bytes)))
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return { socket, heard: () => Buffer.concat(chunks).toString() }
}

test('every byte arrives, in order, whatever the weather', async () => {
  const weather = { delayMs: 1, jitterMs: 5, stallChance: 0.1, stallMs: 10 }
  await using proxy = await FlakyProxy.start({ port: portOf(), up: weather, down: weather })
  const { socket, heard } = await dial(proxy)
  const said = Array.from({ length: 50 }, (_, index) => `${index};`)
  for (const word of said) {
    socket.write(word)
    await after(1)
  }

  await expect.poll(heard).toBe(said.join(''))
  socket.destroy()
})

test('a delay is at least as long as it says, there and back', async () => {
  await using proxy = await FlakyProxy.start({ port: portOf(), up: { delayMs: 40 }, down: { delayMs: 40 } })
  const { socket } = await dial(proxy)
  const saidMs = performance.now()
  socket.write('hello')
  await once(socket, 'data')

  expect(performance.now() - saidMs).toBeGreaterThanOrEqual(79)
  socket.destroy()
})

test('a throttled direction takes its time', async () => {
  await using proxy = await FlakyProxy.start({ port: portOf(), down: { bytesPerSecond: 100_000 } })
  const { socket, heard } = await dial(proxy)
  const startedMs = performance.now()
  socket.write(Buffer.alloc(10_000, 'x'))
  await expect.poll(() => heard().length).toBe(10_000)

  expect(performance.now() - startedMs).toBeGreaterThanOrEqual(90)
  socket.destroy()
})

test('nothing passes while a direction is stalled, all of it afterwards', async () => {
  await using proxy = await FlakyProxy.start({ port: portOf() })
  const { socket, heard } = await dial(proxy)
  proxy.shape('down', { isStalled: true })
  socket.write('held')
  await after(50)
  expect(heard()).toBe('')
  proxy.shape('down', { isStalled: false })

  await expect.poll(heard).toBe('held')
  socket.destroy()
})

test('a reset is felt on both sides', async () => {
  await using proxy = await FlakyProxy.start({ port: portOf() })
  const { socket } = await dial(proxy)
  await expect.poll(() => proxy.links.length).toBe(1)
  proxy.reset()
  await new Promise((resolve) => socket.once('close', resolve))

  expect(proxy.links).toEqual([])
})

test('a direction ends while the other one goes on', async () => {
  await using proxy = await FlakyProxy.start({ port: portOf() })
  const { socket, heard } = await dial(proxy)
  await expect.poll(() => proxy.links.length).toBe(1)
  proxy.links[0]?.halfClose('up')

  await expect.poll(heard).toBe('ended')
  socket.destroy()
})
