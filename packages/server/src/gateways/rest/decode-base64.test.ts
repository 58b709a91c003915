import { expect, test } from 'vitest'
import { decodeBase64 } from './decode-base64.ts'

const bytes = Uint8Array.from({ length: 257 }, (_, index) => index % 256)
const base64 = Buffer.from(bytes).toString('base64')

test.each([
  ['plain', base64],
  ['without padding', base64.replace(/=+$/, '')],
  ['URL-safe', Buffer.from(bytes).toString('base64url')],
  ['with line breaks', base64.replace(/.{76}/g, '$&\r\n')],
  ['with the pluses that a form has lost', base64.replaceAll('+', ' ')],
  ['in a data: address', `data:image/png;base64,${base64}`],
  ['in a data: address that lies', `data:text/html;charset=x;base64,${base64}`],
])('[S-88] base64 %s is decoded', (_, text) => {
  expect(new Uint8Array(decodeBase64('mediaData', text))).toEqual(bytes)
})

test.each([
  '',
  'a',
  '====',
  'ab=c',
  'ab$d',
  'é',
  'data:,aaaa',
  'data:image/png,aaaa',
  'data:image/png;base64',
  'data:',
])('[S-88] %j is refused', (text) => {
  const refused = expect.objectContaining({
    code: 'invalid_input',
    about: expect.objectContaining({ field: 'mediaData', issue: 'Must be base64' }),
  })
  expect(() => decodeBase64('mediaData', text)).toThrow(refused)
})
