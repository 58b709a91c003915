import { Refusal } from '@tutti/core'
import { chooseVersion, newestVersion, spellVersion, type Dialect } from '@tutti/protocol/dialects'
import Negotiator from 'negotiator'

/** @throws Refusal `not_acceptable` when the client cannot read JSON. */
export function checkAccept(headers: Headers): void {
  const accept = headers.get('accept')
  if (accept === null || accept === '*/*' || accept === 'application/json') return
  const chosen = new Negotiator({ headers: { accept } }).mediaType(['application/json'])
  if (chosen === undefined) throw new Refusal('not_acceptable')
}

/** A version in the path has been chosen already; the header is then not asked. @throws Refusal `version_unavailable`. */
export function pickVersion({ version }: Dialect, prefix: string, headers: Headers): string {
  const asked = headers.get(version.header)
  const newest = newestVersion(version)
  if (asked === null || prefix.endsWith(`/${spellVersion(version, newest)}`)) return newest
  const chosen = chooseVersion(version, asked)
  if (chosen === undefined) throw new Refusal('version_unavailable')
  return chosen
}
