import { isIP } from 'node:net'

/** What limits count by: an IPv4 address, or the /64 of an IPv6 address, which one household has to itself (S-29). */
export function addressKey(address: string): string {
  return isIP(address) === 6 ? `${expand(address).slice(0, 4).join(':')}::/64` : address
}

/** Canonical text; an IPv4 address mapped into IPv6 is that IPv4 address. Empty for what is no address. */
export function normalizeAddress(text: string): string {
  const plain = text.replace(/%.*$/, '').toLowerCase()
  const version = isIP(plain)
  if (version !== 6) return version === 4 ? plain : ''
  const groups = expand(plain)
  if (!groups.slice(0, 5).every((group) => group === '0') || groups[5] !== 'ffff') return plain
  return groups.slice(6).flatMap(toBytes).join('.')
}

/** The eight groups of an IPv6 address, without leading zeros. */
function expand(address: string): readonly string[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address)
  const hex = dotted ? `${dotted[1]}${toGroup(dotted[2], dotted[3])}:${toGroup(dotted[4], dotted[5])}` : address
  const [left = '', right] = hex.split('::')
  const before = left === '' ? [] : left.split(':')
  const after = right === undefined || right === '' ? [] : right.split(':')
  const between = right === undefined ? 0 : 8 - before.length - after.length
  return [...before, ...Array.from({ length: between }, () => '0'), ...after].map((group) =>
    Number.parseInt(group, 16).toString(16),
  )
}

function toGroup(high = '0', low = '0'): string {
  return (Number(high) * 256 + Number(low)).toString(16)
}

function toBytes(group: string): readonly number[] {
  const value = Number.parseInt(group, 16)
  return [value >> 8, value & 0xff]
}
