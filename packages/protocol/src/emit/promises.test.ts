import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { piano } from '../dialects/piano.ts'
import { emitOpenApi } from './openapi.ts'
import { promisesOf } from './promises.ts'

const published = readFileSync(new URL('../../published/promises.piano.v1.txt', import.meta.url), 'utf8')
const emitted = JSON.stringify(emitOpenApi(piano))

const brokenBy = (text: string): readonly string[] => {
  const kept = new Set(promisesOf(JSON.parse(text)))
  return published
    .trim()
    .split('\n')
    .filter((promise) => !kept.has(promise))
}

test('[P-083] what v1 has promised is kept: no operation, field, word or type is gone, and nothing more is needed', () => {
  expect(published.split('\n').length).toBeGreaterThan(500)
  expect(brokenBy(emitted)).toEqual([])
})

test.each([
  [
    'a field that has another name',
    '"current_users":{',
    '"users_now":{',
    'GET /rooms/{room_id} 200 data.current_users',
  ],
  ['a field of another type', '"max_users":{"type":"integer"', '"max_users":{"type":"string"', 'max_users: integer'],
  ['an address that is gone', '"/users/friends":', '"/users/friend":', 'GET /users/friends needs a token'],
  ['a word that is gone', '"public","private","pro"', '"public","private"', 'room_type = pro'],
  [
    'a field that must be there now',
    '"required":["room_name"]',
    '"required":["max_users","room_name"]',
    'needs room_name',
  ],
])('[P-083] %s breaks a promise', (_, text, changed, promise) => {
  expect(emitted).toContain(text)
  expect(brokenBy(emitted.replaceAll(text, changed)).join('\n')).toContain(promise)
})

test('[P-083] a new field breaks none', () => {
  expect(brokenBy(emitted.replaceAll('"current_users":{', '"mood":{"type":"string"},"current_users":{'))).toEqual([])
})
