/** The whole server as an operator runs it, without the web client. Options come from the environment. */
import { main } from '@tutti/server/main'

await main({ argv: [], env: process.env })
