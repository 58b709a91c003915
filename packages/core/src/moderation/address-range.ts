import { issue } from '../issues.ts'
import { Refusal } from '../refusal.ts'

/** One address, or all that begin alike. */
export interface AddressRange {
  readonly family: 4 | 6
  /** The first address of the range. */
  readonly bits: bigint
  /** How many leading bits count: 32 or 128 for one address. */
  readonly prefix: number
  /** The one spelling of it: `192.0.2.0/24`, `2001:db8:0:0:0:0:0:0/32`. */
  readonly text: string
}

const width = { 4: 32, 6: 128 } as const
/** Wider ranges shut out whole countries, and most likely whoever sets them. */
const leastPrefix = { 4: 8, 6: 16 } as const

/** `192.0.2.7`, `192.0.2.0/24`, `2001:db8::/32`. @throws Refusal `invalid_input` with the field `address`. */
export function parseAddressRange(raw: string): AddressRange {
  const [address = '', prefix, ...rest] = raw.trim().split('/')
  const parsed = parseAddress(address)
  const most = parsed ? width[parsed.family] : undefined
  const asked = prefix === undefined ? most : parsePrefix(prefix)
  if (!parsed || rest.length > 0 || asked === undefined || most === undefined || asked > most) {
    throw refusedRange(issue('not_a_range'))
  }
  if (asked < leastPrefix[parsed.family])
    throw refusedRange(issue('range_too_wide', { prefix: leastPrefix[parsed.family] }))
  return createRange(parsed.family, parsed.bits, asked)
}

/** Whether an address, as a connection tells it, lies in a range. What is no address lies in none. */
export function includesAddress(range: AddressRange, address: string): boolean {
  const parsed = parseAddress(address)
  if (parsed?.family !== range.family) return false
  const rest = BigInt(width[range.family] - range.prefix)
  return parsed.bits >> rest === range.bits >> rest
}

interface Parsed {
  readonly family: 4 | 6
  readonly bits: bigint
}

/** An IPv4 address in IPv6's clothes is the IPv4 address. */
function parseAddress(text: string): Parsed | null {
  const v4 = parseV4(text)
  if (v4 !== null) return { family: 4, bits: v4 }
  const v6 = parseV6(text.replace(/%.*$/, ''))
  if (v6 === null) return null
  return v6 >> 32n === 0xffffn ? { family: 4, bits: v6 & 0xffff_ffffn } : { family: 6, bits: v6 }
}

function parseV4(text: string): bigint | null {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return null
  const bytes = text.split('.').map(Number)
  if (bytes.some((byte) => byte > 255)) return null
  return bytes.reduce((bits, byte) => (bits << 8n) | BigInt(byte), 0n)
}

function parseV6(text: string): bigint | null {
  const [head = '', tail, ...rest] = text.split('::')
  if (!text.includes(':') || rest.length > 0) return null
  const before = parseGroups(head)
  const after = tail === undefined ? [] : parseGroups(tail)
  if (!before || !after) return null
  const missing = 8 - before.length - after.length
  if (tail === undefined ? missing !== 0 : missing < 1) return null
  const groups = [...before, ...Array.from({ length: missing }, () => 0), ...after]
  return groups.reduce((bits, group) => (bits << 16n) | BigInt(group), 0n)
}

function parseGroups(text: string): readonly number[] | null {
  if (text === '') return []
  const words = text.split(':')
  const v4 = parseV4(words.at(-1) ?? '')
  const plain = v4 === null ? words : words.slice(0, -1)
  if (plain.some((word) => !/^[\da-f]{1,4}$/i.test(word))) return null
  const groups = plain.map((word) => Number.parseInt(word, 16))
  return v4 === null ? groups : [...groups, Number(v4 >> 16n), Number(v4 & 0xffffn)]
}

function parsePrefix(text: string): number | undefined {
  return /^\d{1,3}$/.test(text) ? Number(text) : undefined
}

function createRange(family: 4 | 6, bits: bigint, prefix: number): AddressRange {
  const rest = BigInt(width[family] - prefix)
  const first = (bits >> rest) << rest
  const address = family === 4 ? sayV4(first) : sayV6(first)
  return { family, bits: first, prefix, text: prefix === width[family] ? address : `${address}/${prefix}` }
}

function sayV4(bits: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((bits >> shift) & 0xffn)).join('.')
}

function sayV6(bits: bigint): string {
  return Array.from({ length: 8 }, (_, group) => ((bits >> BigInt(112 - group * 16)) & 0xffffn).toString(16)).join(':')
}

function refusedRange(said: ReturnType<typeof issue>): Refusal {
  return new Refusal('invalid_input', { field: 'address', ...said })
}
