import { main } from './src/main.ts'
await main({ argv: process.argv.slice(2), env: process.env })
