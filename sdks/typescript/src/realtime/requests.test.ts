import type { OutgoingMember } from '@tutti/protocol/realtime'
import { decodeMessage, encodeMessage } from '@tutti/protocol/realtime'
import { expect, test } from 'vitest'
import { VirtualTime } from '../testing/virtual-time.ts'
import { Requests } from './requests.ts'

const leave: OutgoingMember = { case: 'leaveRoomCommand', value: {} }
const join: OutgoingMember = { case: 'joinRoomCommand', value: { roomId: 'r' } }
const said = (member: OutgoingMember, requestId: number) => decodeMessage(encodeMessage(member, { requestId }))
const ack = (requestId: number) => said({ case: 'ack', value: { messageId: `for ${requestId}` } }, requestId)

function createRequests() {
  const time = new VirtualTime()
  const requests = new Requests({ timers: time })
  const sent: { name: string; requestId: number }[] = []
  const open = () => requests.opened(({ case: name }, requestId) => sent.push({ name, requestId }))
  return { time, requests, sent, open }
}

test('each answer finds its own question', async () => {
  const { requests, open } = createRequests()
  open()
  const first = requests.ask(leave)
  const second = requests.ask(leave)
  requests.answer(ack(2))
  requests.answer(ack(1))

  expect(await first).toMatchObject({ value: { messageId: 'for 1' } })
  expect(await second).toMatchObject({ value: { messageId: 'for 2' } })
})

test('an error with the number of a question refuses it', async () => {
  const { requests, open } = createRequests()
  open()
  const asked = requests.ask(join)
  const value = { code: 'room_full', message: 'The room is full.', number: 7, retryable: true, retryAfterMs: 250 }
  requests.answer(said({ case: 'error', value }, 1))

  await expect(asked).rejects.toMatchObject({
    name: 'TuttiError',
    code: 'room_full',
    status: undefined,
    retryable: true,
    retryAfterMs: 250,
    details: { number: 7 },
  })
})

test('an answer that nobody waits for is nobody’s', () => {
  const { requests, open } = createRequests()
  open()

  expect(requests.answer(ack(5))).toBe(false)
})

test('no answer within 10 s is a refusal, and one that comes later is nobody’s', async () => {
  const { time, requests, open } = createRequests()
  open()
  const refusal = requests.ask(leave).catch((error: unknown) => error)
  await time.pass(10_000)

  expect(await refusal).toMatchObject({ code: 'timed_out', retryable: true })
  expect(requests.answer(ack(1))).toBe(false)
})

test('what is asked too early is sent when the connection opens, what goes first before the rest', () => {
  const { requests, sent, open } = createRequests()
  void requests.ask(leave).catch(() => undefined)
  void requests.ask(join, { first: true }).catch(() => undefined)
  open()

  expect(sent.map(({ name }) => name)).toEqual(['joinRoomCommand', 'leaveRoomCommand'])
})

test('a lost connection refuses what was sent and keeps what was not', async () => {
  const { requests, sent, open } = createRequests()
  open()
  const lost = requests.ask(leave)
  requests.dropped()
  const kept = requests.ask(join)
  await expect(lost).rejects.toMatchObject({ code: 'connection_lost', retryable: true })
  open()
  requests.answer(ack(2))

  await expect(kept).resolves.toMatchObject({ case: 'ack' })
  expect(sent.map(({ requestId }) => requestId)).toEqual([1, 2])
})

test('closing refuses everything and leaves no timer', async () => {
  const { time, requests, open } = createRequests()
  open()
  const sent = requests.ask(leave)
  requests.dropped()
  const waiting = requests.ask(leave)
  requests.closed()

  await expect(sent).rejects.toMatchObject({ code: 'connection_lost' })
  await expect(waiting).rejects.toMatchObject({ code: 'connection_closed' })
  expect(time.pending).toBe(0)
})
