import { ensureWebClient } from '../../tools/web-client.ts'

/** Once, before the files that visit it run beside each other. */
export async function setup(): Promise<void> {
  await ensureWebClient()
}
