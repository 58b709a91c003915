import type { ChatMessage } from './room-types.ts'

const longest = 1_000

/** What the server says of a message that it keeps. */
export interface KeptAs {
  readonly messageId: string
  readonly roomSeq: number
  readonly sentAtMs: number
}

export type Log = readonly ChatMessage[]

/** Puts a message that the server keeps at its place. One that is there already changes nothing. */
export function addKept(log: Log, message: ChatMessage): Log {
  if (log.some(({ messageId }) => messageId === message.messageId)) return log
  // What has no place among the room's messages was told just now.
  const place = message.roomSeq === 0 ? Number.POSITIVE_INFINITY : message.roomSeq
  let index = log.findLastIndex(({ roomSeq }) => roomSeq > 0 && roomSeq < place) + 1
  // What failed stays where it failed; what is pending stays last.
  while (log[index]?.failed !== undefined) index += 1
  return log.toSpliced(index, 0, message).slice(-longest)
}

export function addPending(log: Log, message: ChatMessage): Log {
  return [...log, message].slice(-longest)
}

/** Of a pending message: the server keeps it. */
export function settle(log: Log, clientMessageId: string, { messageId, roomSeq, sentAtMs }: KeptAs): Log {
  const found = log.find((message) => isUnsettled(message, clientMessageId))
  if (!found) return log
  const { pending: _pending, failed: _failed, ...message } = found
  return addKept(without(log, found), { ...message, messageId, roomSeq, sentAtMs: sentAtMs || message.sentAtMs })
}

/** Of a pending message: it was a command, or comes back as the server keeps it. */
export function withdraw(log: Log, clientMessageId: string): Log {
  const found = log.find((message) => isUnsettled(message, clientMessageId))
  return found ? without(log, found) : log
}

/** A message is another one from now on; so is what others quote of it. */
export function replace(log: Log, changed: ChatMessage): Log {
  const { messageId, username, userId, text, isRemoved } = changed
  return log.map((message) => {
    if (message.messageId === messageId) return changed
    if (message.replyTo?.messageId !== messageId) return message
    return { ...message, replyTo: { messageId, userId, username, text: shorten(text), isRemoved } }
  })
}

/** All up to that place is removed, or all of one user. */
export function clear(log: Log, { upTo, userId }: { readonly upTo: number; readonly userId: string }): Log {
  const isGone = (message: ChatMessage): boolean =>
    message.roomSeq > 0 && message.roomSeq <= upTo && (userId === '' || message.userId === userId)
  const gone = new Set(log.filter(isGone).map(({ messageId }) => messageId))
  return log.map((message) => {
    if (gone.has(message.messageId)) return { ...message, text: '', isRemoved: true, replyTo: null, mentions: [] }
    const { replyTo } = message
    return replyTo && gone.has(replyTo.messageId)
      ? { ...message, replyTo: { ...replyTo, text: '', isRemoved: true } }
      : message
  })
}

const longestQuote = 100

function shorten(text: string): string {
  const points = [...text]
  return points.length > longestQuote ? `${points.slice(0, longestQuote - 1).join('')}…` : text
}

/** Of a pending message: the server will not keep it. */
export function fail(log: Log, clientMessageId: string, code: string): Log {
  return log.map((message) => {
    if (!isUnsettled(message, clientMessageId)) return message
    const { pending: _pending, ...rest } = message
    return { ...rest, failed: code }
  })
}

/** A history that came after a gap. What is older stays when nothing is missing between the two. */
export function mergeHistory(log: Log, history: Log): Log {
  const firstSeq = history[0]?.roomSeq ?? 0
  const lastSeq = log.findLast(({ roomSeq }) => roomSeq > 0)?.roomSeq ?? 0
  const isSeamless = firstSeq > 0 && lastSeq >= firstSeq - 1
  const kept = isSeamless ? log.filter(({ roomSeq }) => roomSeq < firstSeq) : log.filter(({ roomSeq }) => roomSeq === 0)
  return history.reduce<Log>(addKept, kept)
}

function isUnsettled({ roomSeq, clientMessageId }: ChatMessage, wanted: string): boolean {
  return roomSeq === 0 && clientMessageId === wanted
}

function without(log: Log, unwanted: ChatMessage): Log {
  return log.filter((message) => message !== unwanted)
}
