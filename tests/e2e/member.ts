import { createClient, memoryStorage, type TuttiClient } from '@tutti/client'
import type { Stage, Visitor, VisitOptions } from './stage.ts'

export const password = 'Nocturne-9-2'

/** Somebody with an account, as themselves and in the browser. */
export interface Member {
  readonly username: string
  readonly userId: string
  readonly client: TuttiClient
  /** Signed in on a device of their own. */
  visit(path: string, options?: VisitOptions): Promise<Visitor>
}

export async function createMember(stage: Stage, username: string): Promise<Member> {
  const storage = memoryStorage()
  const client = createClient({ baseUrl: stage.server.url, storage })
  const { user } = await client.register({ username, email: `${username}@example.com`, password })
  const { origin } = new URL(stage.server.url)
  return {
    username,
    userId: user.userId,
    client,
    visit: (path, options) => {
      const localStorage = [{ name: 'tutti.session', value: JSON.stringify(storage.load()) }]
      return stage.visit(path, {
        isMute: true,
        ...options,
        storageState: { cookies: [], origins: [{ origin, localStorage }] },
      })
    },
  }
}
