import { expect, test } from 'vitest'
import { ResponseReader } from './response-reader.ts'

const answer = (status: number, body: string) =>
  `HTTP/1.1 ${status} Some Reason\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\n\r\n${body}`

test.each([1, 2, 7, 60, 1000])('answers are told apart in chunks of %i bytes', (chunkBytes) => {
  const bytes = Buffer.from(answer(200, 'hello') + answer(429, '') + answer(200, 'x'.repeat(100)))
  const seen: number[] = []
  const reader = new ResponseReader((status) => void seen.push(status))

  for (let at = 0; at < bytes.length; at += chunkBytes) reader.read(bytes.subarray(at, at + chunkBytes))

  expect(seen).toEqual([200, 429, 200])
})

test('an answer without a length is refused', () => {
  const reader = new ResponseReader(() => undefined)
  expect(() => reader.read(Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'))).toThrow(
    'without a length',
  )
})
