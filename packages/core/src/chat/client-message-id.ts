import { Refusal } from '../refusal.ts'

/** Null for none. @throws Refusal `invalid_input` with the field `clientMessageId`. */
export function checkClientMessageId(clientMessageId: string | undefined): string | null {
  if (clientMessageId !== undefined && clientMessageId.length > 64) {
    throw new Refusal('invalid_input', { field: 'clientMessageId', issue: 'Use at most 64 characters' })
  }
  return clientMessageId || null
}
