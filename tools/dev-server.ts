import { main } from '@tutti/server/main'

await main({ argv: process.argv.slice(2), env: process.env })
