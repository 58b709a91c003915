import type { DirectMessage, RealtimeConnection, TuttiClient } from '@tutti/client'
import { useConnection, useSession, useTutti } from '@tutti/react'
import { useCallback, useEffect, useState } from 'react'
import { errorWords } from '../session/error-words.ts'

export interface Line {
  readonly messageId: string
  readonly text: string
  readonly sentAtMs: number
  readonly mine: boolean
}

export interface Conversation {
  /** Oldest first; undefined until they are known. */
  readonly lines: readonly Line[] | undefined
  readonly failure: string
  /** True when it was sent. */
  readonly send: (text: string) => Promise<boolean>
}

/** What we and somebody else write each other; what is shown is read. */
export function useConversation(userId: string): Conversation {
  const client = useTutti()
  const { connection } = useConnection()
  const myId = useSession()?.user.userId ?? ''
  const [lines, setLines] = useState<readonly Line[]>()
  const [failure, setFailure] = useState('')
  const add = useCallback((line: Line) => setLines((before = []) => withLine(before, line)), [])

  useEffect(() => {
    let isOver = false
    const fail = (error: unknown): void => void (!isOver && setFailure(errorWords(error)))
    const read = (): void =>
      void readAll(client, userId, myId)
        .then((told) => !isOver && setLines((known = []) => inOrder(known.reduce<readonly Line[]>(withLine, told))))
        .catch(fail)
    read()
    const stops = [
      connection?.on('direct', (message) => {
        if (message.fromUserId === userId || message.toUserId === userId) add(toLine(message, myId))
      }),
      // What was written during a gap is not told again.
      connection?.on('continuity', (continuity) => void (continuity !== 'resumed' && read())),
    ]
    return () => {
      isOver = true
      for (const stop of stops) stop?.()
    }
  }, [client, connection, userId, myId, add])

  useMarkedRead(connection, userId, lines)

  const send = async (text: string): Promise<boolean> => {
    setFailure('')
    try {
      if (!connection) return false
      const { messageId, sentAtMs } = await connection.direct.send(userId, text)
      add({ messageId, text, sentAtMs, mine: true })
      return true
    } catch (error) {
      setFailure(errorWords(error))
      return false
    }
  }
  return { lines, failure, send }
}

function useMarkedRead(
  connection: RealtimeConnection | null,
  userId: string,
  lines: readonly Line[] | undefined,
): void {
  const lastOfTheirs = lines?.findLast(({ mine }) => !mine)?.messageId
  useEffect(() => {
    if (lastOfTheirs !== undefined) connection?.direct.markRead(userId, lastOfTheirs).catch(() => {})
  }, [connection, userId, lastOfTheirs])
}

async function readAll(client: TuttiClient, userId: string, myId: string): Promise<readonly Line[]> {
  const { messages } = await client.direct.messages(userId, { limit: 100 })
  return messages.map(({ messageId, message, timestamp, fromUserId }) => ({
    messageId,
    text: message,
    sentAtMs: Date.parse(timestamp),
    mine: fromUserId === myId,
  }))
}

function toLine({ messageId, text, sentAtMs, fromUserId }: DirectMessage, myId: string): Line {
  return { messageId, text, sentAtMs, mine: fromUserId === myId }
}

function inOrder(lines: readonly Line[]): readonly Line[] {
  return lines.toSorted((one, other) => one.sentAtMs - other.sentAtMs)
}

function withLine(lines: readonly Line[], line: Line): readonly Line[] {
  return lines.some(({ messageId }) => messageId === line.messageId) ? lines : [...lines, line]
}
