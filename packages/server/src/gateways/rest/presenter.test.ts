import { piano } from '@tutti/protocol/dialects'
import { operations } from '@tutti/protocol/rest'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { presentNames } from './present-names.ts'
import { createPresenter } from './presenter.ts'

const shape = z.object({
  userId: z.string(),
  nickName: z.string().nullable(),
  bestFriend: z.object({ userId: z.string() }).optional(),
  favouriteKeys: z.array(z.object({ keyNumber: z.int() })),
})

test('names are the dialect’s, however deep', () => {
  const value = { userId: 'a', nickName: null, bestFriend: { userId: 'b' }, favouriteKeys: [{ keyNumber: 60 }] }
  expect(createPresenter(piano, shape)(value)).toEqual({
    user_id: 'a',
    nick_name: null,
    best_friend: { user_id: 'b' },
    favourite_keys: [{ key_number: 60 }],
  })
})

test('[S-51] what is not declared does not leave', () => {
  const value = { userId: 'a', nickName: 'b', passwordHash: 'c', favouriteKeys: [{ keyNumber: 60, secret: 1 }] }
  expect(JSON.stringify(createPresenter(piano, shape)(value))).toBe(
    '{"user_id":"a","nick_name":"b","favourite_keys":[{"key_number":60}]}',
  )
})

test('nothing with fields leaves where a plain value is declared', () => {
  const present = createPresenter(piano, shape)
  expect(() => present({ userId: { passwordHash: 'c' }, nickName: null, favouriteKeys: [] })).toThrow(TypeError)
  expect(() => present({ userId: 'a', nickName: null, favouriteKeys: 'x' })).toThrow(TypeError)
  expect(() => present(undefined)).toThrow(TypeError)
})

test('a schema that changes what it is given is asked', () => {
  const present = createPresenter(piano, z.object({ madeAt: z.string().transform((text) => text.toUpperCase()) }))
  expect(present({ madeAt: 'now', other: 1 })).toEqual({ made_at: 'NOW' })
})

test('every operation answers as its schema would have it', () => {
  for (const { id, output } of Object.values(operations)) {
    const value = sample(output)
    expect([id, createPresenter(piano, output)(value)]).toEqual([id, presentNames(piano, value)])
  }
})

/** Some value that has every field. */
function sample(schema: z.core.$ZodType): unknown {
  if (schema instanceof z.ZodObject) {
    return Object.fromEntries(Object.entries(schema.shape).map(([name, field]) => [name, sample(field)]))
  }
  if (schema instanceof z.ZodArray) return [sample(schema.element)]
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) return sample(schema.unwrap())
  if (schema instanceof z.ZodEnum || schema instanceof z.ZodLiteral)
    return [...(schema.def.type === 'enum' ? Object.values(schema.def.entries) : schema.def.values)][0]
  if (schema instanceof z.ZodISODateTime) return '2026-11-22T00:00:00.000Z'
  if (schema instanceof z.ZodRecord) return {}
  if (schema instanceof z.ZodNumber) return 7
  if (schema instanceof z.ZodBoolean) return true
  return 'x'
}
