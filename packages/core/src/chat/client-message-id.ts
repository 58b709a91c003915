import { issue } from '../issues.ts'
import { Refusal } from '../refusal.ts'

/** Null for none. @throws Refusal `invalid_input` with the field `clientMessageId`. */
export function checkClientMessageId(clientMessageId: string | undefined): string | null {
  if (clientMessageId !== undefined && clientMessageId.length > 64) {
    throw new Refusal('invalid_input', { field: 'clientMessageId', ...issue('at_most_characters', { limit: 64 }) })
  }
  return clientMessageId || null
}
