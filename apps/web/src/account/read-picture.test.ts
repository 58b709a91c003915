import { expect, test } from 'vitest'
import { pictureIssue, readPicture } from './read-picture.ts'

test('a picture of a known kind and size is taken', () => {
  expect(pictureIssue({ type: 'image/webp', size: 5 * 1024 * 1024 })).toBeUndefined()
})

test('what is no picture, or too large, is said before it is sent', () => {
  expect(pictureIssue({ type: 'image/svg+xml', size: 10 })).toContain('no picture')
  expect(pictureIssue({ type: 'image/png', size: 5 * 1024 * 1024 + 1 })).toContain('larger than 5 MB')
})

test('every byte arrives, over the seams of the chunks too', async () => {
  const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => at % 256)
  const read = await readPicture(new File([bytes], 'a.png'))
  expect(Uint8Array.from(atob(read), (letter) => letter.charCodeAt(0))).toEqual(bytes)
})
