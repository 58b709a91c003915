import { admin } from '@tutti/server'

/** What `npm run admin` runs: the command line for whoever runs a server. */
export async function runAdmin(): Promise<void> {
  await admin({ argv: process.argv.slice(2), env: process.env })
}
