import type { RefusalCode } from '@tutti/core'

/**
 * The numbers of the Blueprint API for refusals: from its dictionary where it has one, else ours beside them.
 * Realtime errors carry them too.
 */
export const refusalNumbers: { readonly [Code in RefusalCode]?: number } = {
  internal: 10_000,
  malformed_body: 10_001,
  malformed_message: 10_001,
  invalid_input: 10_003,
  illegal_midi: 10_003,
  message_empty: 10_003,
  message_too_long: 10_003,
  route_not_found: 10_004,
  unsupported_message: 10_004,
  method_not_allowed: 10_006,
  not_acceptable: 10_007,
  unsupported_media_type: 10_010,
  version_unavailable: 10_013,
  overloaded: 10_050,
  unavailable: 10_050,
  invalid_token: 11_001,
  invalid_ticket: 11_001,
  not_authenticated: 11_003,
  wrong_credentials: 11_003,
  not_allowed: 11_005,
  pro_required: 11_005,
  guests_not_allowed: 11_005,
  username_taken: 3_001,
  email_taken: 3_001,
  weak_password: 4_001,
}
