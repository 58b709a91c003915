import { expect, test } from 'vitest'
import { startPasswordHasher } from './argon2.ts'

test('a password is kept as argon2id and told from another one to its last character', async () => {
  await using passwords = startPasswordHasher()
  const password = 'x'.repeat(100) + 'y'.repeat(28)

  const hash = await passwords.hash(password)

  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await passwords.verify(hash, password)).toBe(true)
  expect(await passwords.verify(hash, password.replace('y', 'z'))).toBe(false)
  expect(await passwords.verify(hash, password.slice(0, 72))).toBe(false)
})

test('[S-25] without a stored hash the answer is no', async () => {
  await using passwords = startPasswordHasher()
  expect(await passwords.verify(undefined, 'anything')).toBe(false)
})

test('[S-34] a password may be typed composed or decomposed, and NUL does not end it', async () => {
  await using passwords = startPasswordHasher()
  const [composed, withNul] = [await passwords.hash('\u00e9tude-9'), await passwords.hash('a\0b')]

  expect(await passwords.verify(composed, 'e\u0301tude-9')).toBe(true)
  expect(await passwords.verify(withNul, 'a\0c')).toBe(false)
})
