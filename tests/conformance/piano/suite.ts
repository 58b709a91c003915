import { startTestServer, type TestServer } from '@tutti/testkit/server'
import { afterAll, beforeAll, describe } from 'vitest'
import { PianoClient } from './piano-client.ts'

export interface Suite {
  readonly server: TestServer
  readonly piano: PianoClient
}

/** Registers the tests once for each prefix (P-080), each time on a server of its own. */
export function forBothPrefixes(name: string, tests: (suite: Suite) => void): void {
  describe.each(['/api', '/api/v1'])(`${name} under %s`, (prefix) => {
    const suite: { server?: TestServer; piano?: PianoClient } = {}
    beforeAll(async () => {
      suite.server = await startTestServer()
      suite.piano = new PianoClient(suite.server.url + prefix)
    })
    afterAll(() => suite.server?.[Symbol.asyncDispose]())

    tests({
      get server() {
        return started(suite.server)
      },
      get piano() {
        return started(suite.piano)
      },
    })
  })
}

function started<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('only inside a test')
  return value
}
