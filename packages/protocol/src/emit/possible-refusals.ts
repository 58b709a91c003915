import type { RefusalCode } from '@tutti/core'
import type { Dialect, Place } from '../dialects/dialect.ts'
import { commonRefusals, type Access, type OperationShape } from '../operations/operation.ts'

const ofTokens = ['not_authenticated', 'invalid_token', 'suspended'] as const
const ofBodies = ['malformed_body', 'body_too_large', 'unsupported_media_type'] as const
const ofConsumers = ['invalid_user_agent', 'invalid_application_id'] as const

/** What may really happen at a place: an operation for anyone asks for no token, one without fields has none to refuse. */
export function possibleRefusals(
  dialect: Pick<Dialect, 'asksForConsumer'>,
  operation: OperationShape,
  { access: atPlace, bare }: Pick<Place, 'access' | 'bare'>,
): readonly RefusalCode[] {
  const { limit, params, query, body, lists, refusals: own } = operation
  const access: Access = atPlace ?? operation.access
  const isForAll = access === 'anyone' || access === 'user'
  const impossible = new Set<RefusalCode>([
    'route_not_found',
    'method_not_allowed',
    ...(access === 'anyone' && !bare ? ofTokens : []),
    ...(isForAll ? (['not_allowed'] as const) : []),
    ...(limit === 'auth' || limit === 'guest' ? [] : (['address_banned'] as const)),
    ...(params || query || body ? [] : (['invalid_input'] as const)),
    ...(lists ? [] : (['invalid_date'] as const)),
    ...(body ? [] : ofBodies),
  ])
  const consumer = dialect.asksForConsumer ? ofConsumers : []
  return [...new Set([...own, ...consumer, ...commonRefusals.filter((code) => !impossible.has(code))])]
}
