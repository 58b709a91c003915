import type { Refusal } from '@tutti/core'
import { refusalNumbers } from '@tutti/protocol/dialects'
import type { OutgoingMember } from '@tutti/protocol/realtime'

type ErrorValue = Extract<OutgoingMember, { case: 'error' }>['value']

const retryable: ReadonlySet<string> = new Set(['overloaded', 'unavailable', 'internal'])

export function presentError({ code, message, about }: Refusal): ErrorValue {
  return {
    code,
    number: refusalNumbers[code] ?? 0,
    message: about.issue ? `${message} ${about.issue}.` : message,
    retryable: retryable.has(code),
    retryAfterMs: Math.round(about.retryAfterMs ?? 0),
  }
}
