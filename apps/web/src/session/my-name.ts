import { proposeName } from '@tutti/core'
import type { TuttiClient } from '@tutti/client'
import { Observable } from '../ui/observable.ts'
import { loadText, saveText } from './stored-text.ts'

export const longestName = 20

/** The name that guests go by here: what they chose last, else a proposed one that stays. */
export const guestName = new Observable(loadText('name') ?? keep(proposeName(`${Date.now()} ${Math.random()}`)))

function keep(name: string): string {
  saveText('name', name)
  return name
}

/** What may be called a name, or undefined. */
export function tidyName(raw: string): string | undefined {
  const name = raw.normalize('NFKC').replace(/\s+/gu, ' ').trim()
  return name === '' ? undefined : [...name].slice(0, longestName).join('')
}

/** Takes a new name: at once here, and in the room when there is a connection. @throws TuttiError */
export async function takeName(client: TuttiClient, name: string): Promise<void> {
  const { session, connection } = client
  if (session && !session.user.isGuest) return
  const isLive = connection !== null && connection.state.status !== 'closed'
  if (session && isLive) await connection.rename(name)
  guestName.set(keep(name))
}
