import type { Conversations, RealtimeConnection, TuttiClient } from '@tutti/client'
import { useConnection, useTutti } from '@tutti/react'
import { useEffect, useState } from 'react'
import { Observable } from '../ui/observable.ts'

/** Somebody one writes with. */
export interface Correspondent {
  readonly userId: string
  readonly username: string
}

/** The panel of direct messages: closed, showing the list of people, or what was written with one of them. */
export const directWith = new Observable<Correspondent | 'everybody' | undefined>(undefined)

const nothing: Conversations = { conversations: [], unread: 0 }

/** Whom one has written with, kept as it changes. */
export function useInbox(): Conversations {
  const client = useTutti()
  const { connection } = useConnection()
  const [inbox, setInbox] = useState(nothing)
  useEffect(() => (connection ? follow(client, connection, setInbox) : undefined), [client, connection])
  return inbox
}

function follow(client: TuttiClient, connection: RealtimeConnection, show: (inbox: Conversations) => void): () => void {
  let isOver = false
  const look = (): void => {
    client.direct
      .conversations()
      // What cannot be read now is read with the next message, or when the panel opens.
      .then((inbox) => !isOver && show(inbox))
      .catch(() => {})
  }
  look()
  const stops = [
    connection.on('direct', look),
    connection.on('directRead', look),
    connection.on('continuity', look),
    directWith.subscribe(look),
  ]
  return () => {
    isOver = true
    for (const stop of stops) stop()
  }
}
