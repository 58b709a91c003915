import { expect, test } from 'vitest'
import { type Log, addKept, addPending, fail, mergeHistory } from './chat-log.ts'
import type { ChatMessage } from './room-types.ts'

function kept(roomSeq: number): ChatMessage {
  const messageId = `m${roomSeq}`
  const sentAtMs = roomSeq
  return {
    messageId,
    clientMessageId: '',
    userId: 'u',
    username: 'U',
    text: messageId,
    sentAtMs,
    type: 'user',
    isEmote: false,
    editedAtMs: null,
    isRemoved: false,
    replyTo: null,
    mentions: [],
    roomSeq,
    mine: false,
  }
}

const pending = (id: string): ChatMessage => ({
  ...kept(0),
  messageId: id,
  clientMessageId: id,
  text: id,
  pending: true,
})
const ids = (log: Log) => log.map(({ messageId }) => messageId)
const logOf = (...seqs: number[]): Log => seqs.map(kept)

test('messages stand in the order of the room, however they come', () => {
  const log = [3, 1, 2].map(kept).reduce<Log>(addKept, [])

  expect(ids(log)).toEqual(['m1', 'm2', 'm3'])
})

test('what failed stays where it failed, what is pending stays last', () => {
  const failed = fail(addPending(logOf(1), pending('a')), 'a', 'chat_disabled')
  const log = addKept(addPending(failed, pending('b')), kept(2))

  expect(ids(log)).toEqual(['m1', 'a', 'm2', 'b'])
})

test('a history that overlaps is joined to what is older', () => {
  expect(ids(mergeHistory(logOf(1, 2, 3), logOf(3, 4)))).toEqual(['m1', 'm2', 'm3', 'm4'])
})

test('a history after a gap replaces what is older', () => {
  expect(ids(mergeHistory(logOf(1, 2), logOf(5, 6)))).toEqual(['m5', 'm6'])
})

test('an empty history replaces everything but what is pending', () => {
  expect(ids(mergeHistory([...logOf(1), pending('a')], []))).toEqual(['a'])
})

test('no more than a thousand are kept', () => {
  const log = Array.from({ length: 1_005 }, (_, index) => kept(index + 1)).reduce<Log>(addKept, [])

  expect(log).toHaveLength(1_000)
  expect(log[0]?.roomSeq).toBe(6)
})
