import { Refusal } from '@tutti/core'
import { blueprint, chooseVersion, piano } from '@tutti/protocol/dialects'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkConsumer, readApplicationId } from './check-consumer.ts'
import { checkAccept, pickVersion } from './check-headers.ts'
import { pickLanguage, translated } from './languages/speak.ts'
import { readToken } from './read-token.ts'

/** What a header may hold: anything that is visible, mixed with the pieces that parsers look for. */
const piece = fc.oneof(
  fc.constantFrom(
    ',',
    ';',
    '=',
    'q',
    '*',
    '/',
    '-',
    '.',
    ' ',
    '"',
    '1',
    '0',
    'en',
    'de',
    'application',
    'json',
    'JWT',
    'v',
  ),
  fc.string({ maxLength: 12 }),
)
const headerText = fc
  .oneof(
    fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
    fc.string({ maxLength: 4_000 }),
  )
  .map((text) => text.replace(/[^\t\x20-\x7e\x80-\xff]/g, ''))

const withHeader = (name: string, value: string) => new Headers([[name, value]])

/** What the parser says, or the refusal that it gives; anything else that it throws fails the test. */
function settle<Value>(parse: () => Value): Value | Refusal {
  try {
    return parse()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

test('[B-039] [S-69] any Accept is served or refused as not acceptable', () => {
  fc.assert(
    fc.property(headerText, (text) => {
      const settled = settle(() => checkAccept(withHeader('Accept', text)))
      if (settled instanceof Refusal) expect(settled.code).toBe('not_acceptable')
    }),
  )
})

test('[B-036] [S-69] any Accept-Language is served in a language that there is', () => {
  fc.assert(
    fc.property(headerText, (text) => {
      expect(['en', ...translated]).toContain(pickLanguage(text))
    }),
  )
})

test('[B-078] [S-69] any Api-Version is served by a version that there is, or refused', () => {
  fc.assert(
    fc.property(headerText, fc.constantFrom(blueprint, piano), (text, dialect) => {
      const settled = settle(() => pickVersion(dialect, '', withHeader('Api-Version', text)))
      if (settled instanceof Refusal) expect(settled.code).toBe('version_unavailable')
      else expect(dialect.version.available).toContain(settled)
    }),
  )
})

test('[B-078] whatever is there and is asked for, never another major version answers', () => {
  const number = fc.nat({ max: 12 })
  const version = fc.tuple(number, number, number).map((numbers) => numbers.join('.'))
  fc.assert(
    fc.property(fc.array(version, { minLength: 1, maxLength: 8 }), version, ([first = '1.0.0', ...rest], asked) => {
      const available = [first, ...rest] as const
      const chosen = chooseVersion({ ...blueprint.version, available }, asked)
      const major = asked.split('.')[0]
      const sameMajor = available.filter((one) => one.split('.')[0] === major)
      expect(sameMajor.includes(chosen ?? '')).toBe(sameMajor.length > 0)
      if (sameMajor.includes(asked)) expect(chosen).toBe(asked)
    }),
  )
})

test('[B-071] [S-69] any Authorization holds three parts of base64url, or authenticates nobody', () => {
  fc.assert(
    fc.property(headerText, (text) => {
      const settled = settle(() => readToken(withHeader('Authorization', text)))
      if (settled instanceof Refusal) expect(settled.code).toBe('not_authenticated')
      else expect(settled).toMatch(/^[\w-]+\.[\w-]+\.[\w-]*$/)
    }),
  )
})

test('[B-015] any Application-Id is a UUID, or none', () => {
  fc.assert(
    fc.property(fc.oneof(headerText, fc.uuid()), (text) => {
      const id = readApplicationId(withHeader('Application-Id', text))
      if (id !== undefined) expect(id).toBe(text.trim().toLowerCase())
    }),
  )
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      expect(readApplicationId(withHeader('Application-Id', id))).toBe(id)
    }),
  )
})

test('[B-014] any User-Agent with a letter or digit is a name', () => {
  fc.assert(
    fc.property(headerText, (text) => {
      const headers = withHeader('User-Agent', text)
      const settled = settle(() => checkConsumer(headers, { requireApplicationId: false }))
      const isName = /[\p{L}\p{N}]/u.test(text) && text.trim().length <= 512
      expect(settled instanceof Refusal).toBe(!isName)
    }),
  )
})
