import { chmodSync, existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadSigningKeys, rotateSigningKeys, secretOf } from './signing-keys.ts'

const nowMs = Date.UTC(2026, 10, 21)
const tokenLifetimeMs = 3_600_000

function aFolder(): string {
  return mkdtempSync(join(tmpdir(), 'tutti-keys-'))
}

/** A folder as it was when there was one key alone. */
function aFolderWithOneKey() {
  const folder = aFolder()
  loadSigningKeys(folder, nowMs)
  const [key] = JSON.parse(readFileSync(join(folder, 'signing-keys.json'), 'utf8')).keys
  const single = aFolder()
  const { made_at: _, ...jwk } = key
  writeFileSync(join(single, 'signing-key.json'), JSON.stringify(jwk), { mode: 0o600 })
  return { folder: single, kid: String(key.kid) }
}

test('a key is made once, for its owner alone, and found again', () => {
  const folder = aFolder()

  const [made] = loadSigningKeys(folder, nowMs)
  const [found] = loadSigningKeys(folder, nowMs + 1)

  expect(found).toMatchObject({ kid: made?.kid, madeAtMs: nowMs, retiredAtMs: null })
  expect(made && found && secretOf(found).equals(secretOf(made))).toBe(true)
  expect(statSync(join(folder, 'signing-keys.json')).mode & 0o777).toBe(0o600)
})

test('the one key of signing-key.json is taken', () => {
  const { folder, kid } = aFolderWithOneKey()

  expect(loadSigningKeys(folder, nowMs)).toMatchObject([{ kid, retiredAtMs: null }])
  expect(existsSync(join(folder, 'signing-keys.json'))).toBe(false)
})

test('rotating puts a new key in front and keeps the old one for as long as its tokens last', () => {
  const { folder, kid } = aFolderWithOneKey()

  const [first, second] = rotateSigningKeys(folder, { nowMs, tokenLifetimeMs })
  expect(second).toMatchObject({ kid, retiredAtMs: nowMs })
  expect(loadSigningKeys(folder, nowMs).map((key) => key.kid)).toEqual([first?.kid, kid])
  expect(existsSync(join(folder, 'signing-key.json'))).toBe(false)

  const later = rotateSigningKeys(folder, { nowMs: nowMs + tokenLifetimeMs, tokenLifetimeMs })
  expect(later.map((key) => [key.kid === kid, key.retiredAtMs])).toEqual([
    [false, null],
    [false, nowMs + tokenLifetimeMs],
  ])
})

test('[S-126] signing-keys.json that others may read is refused', () => {
  const folder = aFolder()
  loadSigningKeys(folder, nowMs)
  chmodSync(join(folder, 'signing-keys.json'), 0o640)

  expect(() => loadSigningKeys(folder, nowMs)).toThrow('is open to other users')
})

test('[S-126] a key twice in signing-keys.json is refused', () => {
  const folder = aFolder()
  loadSigningKeys(folder, nowMs)
  const path = join(folder, 'signing-keys.json')
  const { keys } = JSON.parse(readFileSync(path, 'utf8'))
  writeFileSync(path, JSON.stringify({ keys: [keys[0], { ...keys[0], kid: 'another' }] }))

  expect(() => loadSigningKeys(folder, nowMs)).toThrow('holds a key twice')
})

test.each(['', '{}', '{"keys":[]}', '[]', '{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}'])(
  '[S-126] signing-keys.json with %j is refused',
  (text) => {
    const folder = aFolder()
    writeFileSync(join(folder, 'signing-keys.json'), text, { mode: 0o600 })

    expect(() => loadSigningKeys(folder, nowMs)).toThrow('does not hold an Ed25519 key')
  },
)
