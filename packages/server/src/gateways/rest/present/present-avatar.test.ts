import { anAccount } from '@tutti/testkit/contracts'
import { emptyProfile } from '@tutti/core'
import { expect, test } from 'vitest'
import { drawAvatar } from '../../static/default-avatar.ts'
import { presentAvatar, presentSmallAvatar } from './present-avatar.ts'

const base = 'http://localhost:8080'

test.each([
  ['clara', 'CL'],
  ['clara.wieck', 'CW'],
  ['Mellow Heron', 'MH'],
  ['_x_', 'X'],
  ['♫', ''],
  ['漢字', '漢字'],
  ['straße', 'ST'],
  ['ßß', 'SSSS'],
  ['😀a', 'A'],
])('[P-036] the initials of %s are %s, and there is a drawing of them', (username, initials) => {
  const address = presentAvatar(anAccount({ username, color: '#86a9f7' }), base)
  expect(address).toBe(`${base}/avatars/default-86a9f7-${encodeURIComponent(initials)}.svg`)
  expect(drawAvatar(decodeURIComponent(address.split('/').at(-1) ?? ''))).toContain(`>${initials}<`)
})

test('[P-036] a picture of its own has two sizes', () => {
  const user = anAccount({ profile: { ...emptyProfile, avatar: 'abc' } })
  expect(presentAvatar(user, base)).toBe(`${base}/avatars/abc.webp`)
  expect(presentSmallAvatar(user, base)).toBe(`${base}/avatars/abc-128.webp`)
})
