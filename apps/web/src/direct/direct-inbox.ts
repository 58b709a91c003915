import type { Conversations } from '@tutti/client'
import { useConnection, useTutti } from '@tutti/react'
import { useCallback, useEffect } from 'react'
import { useAnswer } from '../session/use-answer.ts'
import { Observable } from '../ui/observable.ts'

/** Somebody one writes with. */
export interface Correspondent {
  readonly userId: string
  readonly username: string
}

/** The panel of direct messages: closed, showing the list of people, or what was written with one of them. */
export const directWith = new Observable<Correspondent | 'everybody' | undefined>(undefined)

const nothing: Conversations = { conversations: [], unread: 0 }

/** Whom one has written with, kept as it changes. What cannot be read now is read with the next message. */
export function useInbox(): Conversations {
  const client = useTutti()
  const { connection } = useConnection()
  const { value, reload } = useAnswer(useCallback(() => client.direct.conversations(), [client]))
  useEffect(() => {
    const stops = [
      connection?.on('direct', reload),
      connection?.on('directRead', reload),
      connection?.on('continuity', reload),
      directWith.subscribe(reload),
    ]
    return () => stops.forEach((stop) => stop?.())
  }, [connection, reload])
  return value ?? nothing
}
