import { expect, test } from 'vitest'
import { addressKey, normalizeAddress } from './address.ts'
import { createMatcher } from './address-matcher.ts'
import { createAddressReader } from './client-address.ts'

test('[S-28] nobody is believed who is not trusted', () => {
  const read = createAddressReader(['10.0.0.0/8'])
  expect(read({ peer: '203.0.113.7', forwardedFor: '198.51.100.1' })).toBe('203.0.113.7')
  expect(createAddressReader([])({ peer: '127.0.0.1', forwardedFor: '198.51.100.1' })).toBe('127.0.0.1')
})

test.each([
  ['198.51.100.1', '198.51.100.1'],
  ['6.6.6.6, 198.51.100.1', '198.51.100.1'],
  ['6.6.6.6, 198.51.100.1, 10.1.2.3', '198.51.100.1'],
  ['198.51.100.1:4711', '198.51.100.1'],
  ['[2001:db8::7]:443', '2001:db8::7'],
  ['::ffff:198.51.100.1', '198.51.100.1'],
  ['10.9.9.9', '10.9.9.9'],
  ['198.51.100.1, unknown', '10.0.0.1'],
  ['198.51.100.1, 999.1.1.1', '10.0.0.1'],
  ['', '10.0.0.1'],
  [',,,', '10.0.0.1'],
])('[S-28] X-Forwarded-For "%s" of a trusted proxy says %s', (forwardedFor, expected) => {
  expect(createAddressReader(['10.0.0.0/8'])({ peer: '::ffff:10.0.0.1', forwardedFor })).toBe(expected)
})

test('[S-29] an IPv4 address inside IPv6 is that address', () => {
  expect(normalizeAddress('::ffff:1.2.3.4')).toBe('1.2.3.4')
  expect(normalizeAddress('::FFFF:0102:0304')).toBe('1.2.3.4')
  expect(normalizeAddress('fe80::1%eth0')).toBe('fe80::1')
  expect(normalizeAddress('1.2.3')).toBe('')
})

test('[S-29] a /64 is one key, its neighbour another', () => {
  const keys = ['2001:db8:0:1::1', '2001:0db8:0000:0001:ffff::', '2001:db8::1:a:b:c:d'].map(addressKey)
  expect(new Set(keys)).toEqual(new Set(['2001:db8:0:1::/64']))
  expect(addressKey('2001:db8:0:2::1')).toBe('2001:db8:0:2::/64')
  expect(addressKey('1.2.3.4')).toBe('1.2.3.4')
})

test('loopback is this machine in both families', () => {
  const isTrusted = createMatcher(['loopback', '2001:db8::/32'])
  expect(['127.0.0.1', '127.9.9.9', '::1', '2001:db8:5::1'].map(isTrusted)).toEqual([true, true, true, true])
  expect(['128.0.0.1', '::2', '', 'x'].map(isTrusted)).toEqual([false, false, false, false])
})

test.each(['10.0.0.0/33', '10.0.0.0/', '10.0.0.0/x', '::/129', 'proxy', ''])('%s is refused', (entry) => {
  expect(() => createMatcher([entry])).toThrow(RangeError)
})
