import { expect, test } from 'vitest'
import { drawAvatar } from './default-avatar.ts'

test('initials stand on the colour', () => {
  const drawing = drawAvatar('default-86a9f7-ÅØ.svg')
  expect(drawing).toContain('fill="#86a9f7"')
  expect(drawing).toContain('>ÅØ</text>')
})

test.each(['default-86a9f7-<b>.svg', 'default-86a9f7-ABCDE.svg', 'default-red-AB.svg', 'default-86a9f7-AB.png', ''])(
  '[S-82] nothing else becomes a drawing: %s',
  (name) => {
    expect(drawAvatar(name)).toBeNull()
  },
)
