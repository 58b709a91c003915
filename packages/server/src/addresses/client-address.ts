import { normalizeAddress } from './address.ts'
import { createMatcher, type AddressRanges } from './address-matcher.ts'

export interface AskedBy {
  /** The other end of the connection; undefined when it is gone. */
  readonly peer: string | undefined
  /** `X-Forwarded-For`: each proxy adds at the right whom it was asked by. */
  readonly forwardedFor: string | undefined
}

export type ReadAddress = (asked: AskedBy) => string

/**
 * The client's own address, IPv4 where it is one: read from the right through the proxies that are trusted, and no further.
 * Empty when nobody knows.
 */
export function createAddressReader(trusted: AddressRanges): ReadAddress {
  const isTrusted = createMatcher(trusted)
  return ({ peer, forwardedFor }) => {
    let address = normalizeAddress(peer ?? '')
    if (trusted.length === 0 || forwardedFor === undefined) return address
    const hops = forwardedFor.split(',')
    while (hops.length > 0 && isTrusted(address)) {
      const before = normalizeAddress(withoutPort(hops.pop()?.trim() ?? ''))
      // What is no address was not written by a proxy that we trust.
      if (before === '') break
      address = before
    }
    return address
  }
}

/** `1.2.3.4:80` and `[::1]:80`, as some proxies write. */
function withoutPort(text: string): string {
  const bracketed = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(text)
  if (bracketed?.[1] !== undefined) return bracketed[1]
  return /^[\d.]+:\d{1,5}$/.test(text) ? text.slice(0, text.indexOf(':')) : text
}
