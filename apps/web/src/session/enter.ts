import type { RealtimeConnection, TuttiClient } from '@tutti/client'
import { TuttiError } from '@tutti/client'
import { guestName } from './my-name.ts'

let entering: Promise<unknown> | undefined

/** A connection in one's own name: becomes a guest first when nobody is signed in. @throws TuttiError */
export async function enter(client: TuttiClient): Promise<RealtimeConnection> {
  if (!client.session) {
    entering ??= becomeGuest(client).finally(() => (entering = undefined))
    await entering
  }
  const connection = client.connect()
  await takeChosenName(client, connection)
  return connection
}

/** When an account has our name, the server proposes another one. */
async function becomeGuest(client: TuttiClient): Promise<void> {
  try {
    await client.enterAsGuest({ username: guestName.value })
  } catch (error) {
    if (!(error instanceof TuttiError) || error.field !== 'username') throw error
    const { user } = await client.enterAsGuest()
    guestName.set(user.username)
  }
}

/** The name may have been changed while nothing was connected. A refused one is no reason to stay outside. */
async function takeChosenName(client: TuttiClient, connection: RealtimeConnection): Promise<void> {
  const user = client.session?.user
  if (!user?.isGuest || user.username === guestName.value) return
  await connection.rename(guestName.value).catch(() => guestName.set(user.username))
}
