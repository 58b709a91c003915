import { Refusal } from '@tutti/core'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const longestUserAgent = 512

/**
 * A client says which program it is, and which installation of it (B-014, B-015).
 * @throws Refusal `invalid_user_agent`, `invalid_application_id`.
 */
export function checkConsumer(headers: Headers, { requireApplicationId }: ConsumerRules): void {
  const userAgent = headers.get('user-agent') ?? ''
  if (!/[\p{L}\p{N}]/u.test(userAgent) || userAgent.length > longestUserAgent) throw new Refusal('invalid_user_agent')
  const isAbsent = !headers.has('application-id')
  if (isAbsent && !requireApplicationId) return
  if (readApplicationId(headers) === undefined) throw new Refusal('invalid_application_id')
}

export interface ConsumerRules {
  readonly requireApplicationId: boolean
}

/** A UUID that names something: neither the one of zeros nor the one of ones. Two headers come as one, which is none. */
export function readApplicationId(headers: Headers): string | undefined {
  const given = headers.get('application-id')?.trim().toLowerCase() ?? ''
  return uuid.test(given) && !/^[0-]+$|^[f-]+$/.test(given) ? given : undefined
}
