import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadSecrets } from './secrets.ts'

function aFolder(): string {
  return mkdtempSync(join(tmpdir(), 'tutti-secrets-'))
}

test('[S-126] secrets are made once, for their owner alone, and found again', () => {
  const folder = join(aFolder(), 'not', 'there', 'yet')

  const made = loadSecrets(folder)
  const found = loadSecrets(folder)

  expect(found.masterSecret).toEqual(made.masterSecret)
  expect(found.masterSecret).toHaveLength(32)
  expect(found.signingKeys.map(({ kid }) => kid)).toEqual(made.signingKeys.map(({ kid }) => kid))
  for (const file of ['master-secret', 'signing-keys.json']) {
    expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600)
  }
})

test.each(['master-secret', 'signing-keys.json'])('[S-126] %s that others may read is refused', (file) => {
  const folder = aFolder()
  loadSecrets(folder)
  chmodSync(join(folder, file), 0o644)

  expect(() => loadSecrets(folder)).toThrow(`The secret file ${join(folder, file)} is open to other users`)
})

test.each([
  ['secret', 'is too short'],
  ['', 'is too short'],
  [Buffer.from('your-256-bit-secret-is-not-random!').toString('base64url'), 'can be guessed'],
  [Buffer.alloc(32).toString('base64url'), 'can be guessed'],
])('[S-07] [S-126] the master secret %j is refused', (secret, line) => {
  const folder = aFolder()
  writeFileSync(join(folder, 'master-secret'), secret, { mode: 0o600 })

  expect(() => loadSecrets(folder)).toThrow(line)
})

test('[S-126] equal secrets are refused', () => {
  const folder = aFolder()
  loadSecrets(folder)
  const { keys } = JSON.parse(readFileSync(join(folder, 'signing-keys.json'), 'utf8'))
  writeFileSync(join(folder, 'master-secret'), keys[0].d)

  expect(() => loadSecrets(folder)).toThrow('are equal')
})

test.each(['', '{}', '{"kty":"oct","k":"c2VjcmV0"}'])('[S-126] the signing key %j is refused', (text) => {
  const folder = aFolder()
  writeFileSync(join(folder, 'signing-key.json'), text, { mode: 0o600 })

  expect(() => loadSecrets(folder)).toThrow('does not hold an Ed25519 key')
})

test('[S-126] a folder that everybody may write to is refused', () => {
  const folder = aFolder()
  chmodSync(folder, 0o777)

  expect(() => loadSecrets(folder)).toThrow(`The data folder ${folder} is open to other users`)
})

test('[R-21] a folder that cannot be made is refused in one line', () => {
  const file = join(aFolder(), 'file')
  writeFileSync(file, '')

  expect(() => loadSecrets(join(file, 'below'))).toThrow(/^The data folder .* cannot be used/)
})
