import { piano } from '@tutti/protocol/dialects'
import { assert, jsonValue, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { createWriter, writeEnvelope } from './create-writer.ts'

const View = z.object({ roomName: z.string(), maxUsers: z.number() })

test('[P-036] an answer is written in the names of the dialect', () => {
  const write = createWriter(piano, View)
  expect(write({ roomName: 'Salon', maxUsers: 2 })).toBe('{"room_name":"Salon","max_users":2}')
})

test('a frozen answer is written once, one that may change each time', () => {
  const write = createWriter(piano, View)
  const changing = { roomName: 'Salon', maxUsers: 2 }
  write(changing)
  changing.maxUsers = 3
  expect(write(changing)).toContain('"max_users":3')

  const frozen = Object.freeze({ roomName: 'Salon', maxUsers: 2 })
  expect(write(frozen)).toBe(write(frozen))
})

test('whatever is answered, the envelope around it is what JSON would make of both', () => {
  assert(
    property(jsonValue(), string(), (data, message) => {
      const wrap = (value: unknown) => ({ success: true, data: value, message })
      expect(JSON.parse(writeEnvelope(wrap, JSON.stringify(data)))).toEqual(JSON.parse(JSON.stringify(wrap(data))))
    }),
  )
})
