import { createPrivateKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { ConfigError } from './config-error.ts'
import { checkRandom, readSecret, writeSecret } from './secret-file.ts'

/** An Ed25519 key and the name that tokens know it by. */
export interface SigningKey {
  readonly kid: string
  readonly privateKey: KeyObject
  readonly madeAtMs: number
  /** From then on it signs nothing more; null for the one that signs. */
  readonly retiredAtMs: number | null
}

export const signingKeysFile = 'signing-keys.json'
/** One key alone, as it is also taken. */
export const singleKeyFile = 'signing-key.json'

const keyShape = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  kid: z.string().min(1).max(64),
  x: z.string(),
  d: z.string(),
})
const datedKeyShape = keyShape.extend({ made_at: z.iso.datetime(), retired_at: z.iso.datetime().optional() })
const keysShape = z.object({ keys: z.array(datedKeyShape).min(1) })
type DatedKey = z.infer<typeof datedKeyShape>

/**
 * The keys of `signing-keys.json`, the one that signs first; without that file the one of `signing-key.json`; without
 * either a new one. @throws ConfigError for what is open to others, no Ed25519 key, or can be guessed.
 */
export function loadSigningKeys(dataDir: string, nowMs: number): readonly SigningKey[] {
  const path = join(dataDir, signingKeysFile)
  const found = readKeys(dataDir)
  if (found) return found.keys.map((key) => importKey(found.path, key))
  const keys = [makeKey(nowMs)]
  writeKeys(path, keys)
  return keys.map((key) => importKey(path, key))
}

/**
 * Makes a new key that signs from now on and keeps the others for as long as their tokens may last.
 * @throws ConfigError when the file cannot be written; then the keys are as they were.
 */
export function rotateSigningKeys(
  dataDir: string,
  { nowMs, tokenLifetimeMs }: { readonly nowMs: number; readonly tokenLifetimeMs: number },
): readonly SigningKey[] {
  const path = join(dataDir, signingKeysFile)
  const now = new Date(nowMs).toISOString()
  const before = (readKeys(dataDir)?.keys ?? []).map((key) => ({ ...key, retired_at: key.retired_at ?? now }))
  const kept = before.filter(({ retired_at }) => Date.parse(retired_at) + tokenLifetimeMs > nowMs)
  const keys = [makeKey(nowMs), ...kept]
  writeKeys(path, keys)
  rmSync(join(dataDir, singleKeyFile), { force: true })
  return keys.map((key) => importKey(path, key))
}

/** The secret part of a key, for comparison. */
export function secretOf({ privateKey }: SigningKey): Buffer {
  return Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url')
}

function readKeys(dataDir: string): { readonly path: string; readonly keys: readonly DatedKey[] } | null {
  const path = join(dataDir, signingKeysFile)
  const several = readSecret(path)
  if (several !== null) return { path, keys: parse(path, several, (value) => keysShape.parse(value).keys) }
  const singlePath = join(dataDir, singleKeyFile)
  const single = readSecret(singlePath)
  if (single === null) return null
  const made_at = statSync(singlePath).mtime.toISOString()
  return { path: singlePath, keys: parse(singlePath, single, (value) => [{ ...keyShape.parse(value), made_at }]) }
}

function parse(path: string, text: string, read: (value: unknown) => readonly DatedKey[]): readonly DatedKey[] {
  const keys = attempt(path, () => read(JSON.parse(text)))
  for (const { d } of keys) checkRandom(path, Buffer.from(d, 'base64url'))
  if (new Set(keys.map(({ kid }) => kid)).size < keys.length || new Set(keys.map(({ d }) => d)).size < keys.length) {
    throw new ConfigError(`The file ${path} holds a key twice: keep one of each.`)
  }
  return keys
}

function importKey(path: string, { kid, made_at, retired_at, ...jwk }: DatedKey): SigningKey {
  const privateKey = attempt(path, () => createPrivateKey({ key: jwk, format: 'jwk' }))
  const retiredAtMs = retired_at === undefined ? null : Date.parse(retired_at)
  return { kid, privateKey, madeAtMs: Date.parse(made_at), retiredAtMs }
}

function makeKey(nowMs: number): DatedKey {
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  return datedKeyShape.parse({
    ...jwk,
    kid: randomBytes(9).toString('base64url'),
    made_at: new Date(nowMs).toISOString(),
  })
}

function writeKeys(path: string, keys: readonly DatedKey[]): void {
  writeSecret(path, JSON.stringify({ keys }, null, 2))
}

function attempt<Result>(path: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw new ConfigError(`The file ${path} does not hold an Ed25519 key: delete it to make a new one.`, {
      cause: error,
    })
  }
}
