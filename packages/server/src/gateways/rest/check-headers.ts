import { Refusal } from '@tutti/core'
import type { Dialect } from '@tutti/protocol/dialects'
import Negotiator from 'negotiator'

/** @throws Refusal `not_acceptable` when the client cannot read JSON. */
export function checkAccept(headers: Headers): void {
  const accept = headers.get('accept')
  if (accept === null || accept === '*/*' || accept === 'application/json') return
  const chosen = new Negotiator({ headers: { accept } }).mediaType(['application/json'])
  if (chosen === undefined) throw new Refusal('not_acceptable')
}

/** A version in the path has been chosen already; the header is then not asked. @throws Refusal `version_unavailable`. */
export function checkVersion({ version }: Dialect, prefix: string, headers: Headers): void {
  const asked = headers.get(version.header)?.trim().toLowerCase()
  if (!asked || prefix.endsWith(`/${version.current}`)) return
  if (!version.accepts.includes(asked)) throw new Refusal('version_unavailable')
}
