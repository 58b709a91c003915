import { expect, test } from 'vitest'
import { chosenPicture } from './chosen-picture.ts'

test('a chosen picture is shown, a drawn one is not', () => {
  expect(chosenPicture('https://p.example/avatars/0a1b.webp')).toBe('https://p.example/avatars/0a1b.webp')
  expect(chosenPicture('https://p.example/avatars/default-86a9f7-CL.svg')).toBeUndefined()
  expect(chosenPicture(undefined)).toBeUndefined()
})
