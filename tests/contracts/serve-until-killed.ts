import { startTestServer } from '@tutti/testkit/server'

// A server on the data folder that is named in DATA_DIR; prints its address once it is ready.
const dataDir = process.env['DATA_DIR'] ?? ''
const { url } = await startTestServer({ dataDir, databaseUrl: `file:${dataDir}/tutti.db` })
process.stdout.write(`${url}\n`)
