import { expect, test } from 'vitest'
import { parseMultipart, parseUrlencoded } from './parse-form.ts'

async function written(form: FormData) {
  const response = new Response(form)
  const type = response.headers.get('content-type') ?? ''
  return { bytes: new Uint8Array(await response.arrayBuffer()), type }
}

test('files arrive as bytes, the rest as text', async () => {
  const form = new FormData()
  form.set('avatar', new Blob([Uint8Array.of(0, 255, 13, 10)]), '../../x')
  form.set('media_data', 'ä+=')
  const { bytes, type } = await written(form)

  expect(await parseMultipart(bytes, type)).toEqual({ avatar: Uint8Array.of(0, 255, 13, 10), media_data: 'ä+=' })
})

test('what nobody filled in is not there', async () => {
  const form = new FormData()
  form.set('avatar', new Blob([Uint8Array.of(1)]), 'a.png')
  form.set('media', '')
  form.set('file', new Blob([]), '')
  const { bytes, type } = await written(form)

  expect(await parseMultipart(bytes, type)).toEqual({ avatar: Uint8Array.of(1) })
  expect(parseUrlencoded('media_data=&x=1')).toEqual({ x: '1' })
})

test('[S-85] more than twenty parts are refused, twenty are read', async () => {
  const formOf = (parts: number): FormData => {
    const form = new FormData()
    for (let part = 0; part < parts; part += 1) form.set(`f${part}`, 'x')
    return form
  }
  const { bytes, type } = await written(formOf(19))
  expect(Object.keys(await parseMultipart(bytes, type))).toHaveLength(19)
  const many = await written(formOf(21))
  await expect(parseMultipart(many.bytes, many.type)).rejects.toThrow()
})

test.each(['multipart/form-data', 'multipart/form-data; boundary=', `multipart/form-data; boundary=${'x'.repeat(71)}`])(
  '[S-85] without a boundary nothing is read: %.60s',
  async (type) => {
    await expect(parseMultipart(new Uint8Array(10), type)).rejects.toThrow('no boundary')
  },
)

test('[S-64] a field called __proto__ is a field', () => {
  const fields = parseUrlencoded('__proto__=x&a=b')
  expect([Object.getPrototypeOf(fields), fields['a']]).toEqual([Object.prototype, 'b'])
})

test.each(['a=1&a=2', 'a&'.repeat(21)])('[S-66] [S-85] %.20s is refused', (text) => {
  expect(() => parseUrlencoded(text)).toThrow(SyntaxError)
})
