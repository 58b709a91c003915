import { blueprint, piano } from '@tutti/protocol/dialects'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { createReader } from './create-reader.ts'

const schema = z.object({
  currentPassword: z.string(),
  avatarUrl: z.string().optional(),
  settings: z.object({ showRoom: z.boolean() }).optional(),
})

test('[C18] names that are spelled the dialect’s way become the domain’s', () => {
  const value = { current_password: 'a', avatar_url: 'b', settings: { show_room: true } }
  expect(createReader(piano, schema)(value).fields).toEqual({
    currentPassword: 'a',
    avatarUrl: 'b',
    settings: { showRoom: true },
  })
})

test('[C18] a field with other names is taken by each of them, and remembered by the one that was sent', () => {
  const read = createReader(blueprint, schema, { currentPassword: ['old_password', 'currentPassword'] })
  const { fields, sent, unknown } = read({ currentPassword: 'a', avatar: 'b' })
  expect([fields, sent.get('currentPassword'), unknown]).toEqual([
    { currentPassword: 'a', avatarUrl: 'b' },
    'currentPassword',
    [],
  ])
})

test('[C10] what nobody knows is left out and told, however deep, and so is what is named twice', () => {
  const read = createReader(blueprint, schema, { currentPassword: ['old_password', 'currentPassword'] })
  const { fields, unknown } = read({
    old_password: 'a',
    currentPassword: 'b',
    current_password: 'c',
    settings: { showRoom: true, color: 'red' },
  })
  expect(fields).toEqual({ currentPassword: 'a', settings: { showRoom: true } })
  expect(unknown).toEqual(['currentPassword', 'current_password', 'settings.color'])
})

test('[S-64] a prototype is a field that nobody knows', () => {
  const { fields, unknown } = createReader(piano, schema)(JSON.parse('{"__proto__":{"polluted":1},"constructor":1}'))
  expect([fields, unknown, Reflect.get({}, 'polluted')]).toEqual([{}, ['__proto__', 'constructor'], undefined])
})

test.each([[null], ['x'], [7], [['a']]])('%j is no object and stays as it is', (value) => {
  expect(createReader(piano, schema)(value)).toMatchObject({ fields: value, unknown: [] })
})

test('what a dialect does not have cannot be sent to it', () => {
  const read = createReader({ ...blueprint, without: ['avatarUrl'] }, schema)
  expect(read({ avatar: 'x' })).toMatchObject({ fields: {}, unknown: ['avatar'] })
})
