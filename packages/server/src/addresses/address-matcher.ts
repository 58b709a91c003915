import { BlockList, isIP } from 'node:net'

/** Addresses and ranges, `loopback` for this machine. */
export type AddressRanges = readonly string[]

/** @throws RangeError for what is neither an address nor a range. */
export function createMatcher(entries: AddressRanges): (address: string) => boolean {
  const list = new BlockList()
  for (const entry of entries.flatMap((each) => (each === 'loopback' ? ['127.0.0.0/8', '::1'] : [each]))) {
    const [text = '', bits] = entry.split('/')
    const version = isIP(text)
    if (version === 0) throw new RangeError(`${entry} is no address`)
    const longest = version === 4 ? 32 : 128
    const prefix = bits === undefined ? longest : Number(bits)
    if (!Number.isInteger(prefix) || prefix < 0 || prefix > longest || bits === '') {
      throw new RangeError(`${entry} is no range of addresses`)
    }
    list.addSubnet(text, prefix, version === 4 ? 'ipv4' : 'ipv6')
  }
  return (address) => {
    const version = isIP(address)
    return version !== 0 && list.check(address, version === 4 ? 'ipv4' : 'ipv6')
  }
}
