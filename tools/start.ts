import { main } from '@tutti/server/main'
import { ensureWebClient } from './web-client.ts'

/** What `npm start` runs: the server, with a web client that is as new as its sources. */
export async function start(): Promise<void> {
  await main({ argv: process.argv.slice(2), env: process.env, prepare: ensureWebClient })
}
