import { startTestServer, type TestServer } from '@tutti/testkit/server'
import { afterAll, beforeAll, describe } from 'vitest'
import { PianoClient } from '../piano/piano-client.ts'
import { BlueprintClient } from './blueprint-client.ts'

export interface Suite {
  readonly server: TestServer
  readonly blueprint: BlueprintClient
  /** The same server in the other dialect. */
  readonly piano: PianoClient
}

/** Registers the tests once for each scheme of `Authorization`, each time on a server of its own. */
export function forBothSchemes(name: string, tests: (suite: Suite) => void): void {
  describe.each(['JWT', 'Bearer'])(`${name} with %s`, (scheme) => {
    let started: TestServer | undefined
    beforeAll(async () => {
      started = await startTestServer()
    })
    afterAll(() => started?.[Symbol.asyncDispose]())

    const server = (): TestServer => {
      if (started === undefined) throw new Error('only inside a test')
      return started
    }
    tests({
      get server() {
        return server()
      },
      get blueprint() {
        return new BlueprintClient(server().url, scheme)
      },
      get piano() {
        return new PianoClient(`${server().url}/api`)
      },
    })
  })
}
