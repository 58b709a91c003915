import { createPrivateKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { makeFolder } from '../files/make-folder.ts'
import { ConfigError } from './config-error.ts'

export interface Secrets {
  /** 32 random bytes; the keys of one-time tickets are derived from it. */
  readonly masterSecret: Uint8Array
  /** Signs access tokens. */
  readonly signingKey: { readonly kid: string; readonly privateKey: KeyObject }
}

const secretBytes = 32
const masterFile = 'master-secret'
const signingFile = 'signing-key.json'
const keyShape = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  kid: z.string(),
  x: z.string(),
  d: z.string(),
})

/**
 * The secrets of this server, made at the first start and kept in the data folder, readable by its owner alone.
 * @throws ConfigError when a file is readable by others, or holds something that cannot have come from a random source.
 */
export function loadSecrets(dataDir: string): Secrets {
  const masterPath = join(dataDir, masterFile)
  const signingPath = join(dataDir, signingFile)
  const masterSecret = parseMaster(masterPath, loadOrMake({ dataDir, path: masterPath, make: makeMaster }))
  const key = parseKey(signingPath, loadOrMake({ dataDir, path: signingPath, make: makeKey }))

  if (Buffer.from(masterSecret).equals(Buffer.from(key.d, 'base64url'))) {
    throw new ConfigError(`The secrets in ${masterPath} and ${signingPath} are equal: delete both to make new ones.`)
  }
  return { masterSecret, signingKey: { kid: key.kid, privateKey: importKey(signingPath, key) } }
}

interface SecretFile {
  readonly dataDir: string
  readonly path: string
  readonly make: () => string
}

function loadOrMake({ dataDir, path, make }: SecretFile): string {
  try {
    const found = statSync(path, { throwIfNoEntry: false })
    if (!found) writeSecret(dataDir, path, make())
    else checkMode(path, found.mode)
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    if (error instanceof ConfigError) throw error
    throw new ConfigError(`The data folder ${dataDir} cannot be used: ${path} cannot be read or written.`, {
      cause: error,
    })
  }
}

function checkMode(path: string, mode: number): void {
  if (process.platform === 'win32' || (mode & 0o077) === 0) return
  throw new ConfigError(`The secret file ${path} is open to other users: run chmod 600 ${path}.`)
}

/** Written beside its place and moved there: a crash leaves no half secret. */
function writeSecret(dataDir: string, path: string, text: string): void {
  makeFolder(dataDir)
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  const file = openSync(draft, 'wx', 0o600)
  writeSync(file, `${text}\n`)
  fsyncSync(file)
  closeSync(file)
  renameSync(draft, path)
}

function makeMaster(): string {
  return randomBytes(secretBytes).toString('base64url')
}

function makeKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519')
  return JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: randomBytes(9).toString('base64url') })
}

function parseMaster(path: string, text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length < secretBytes || bytes.toString('base64url') !== text) {
    throw new ConfigError(`The secret in ${path} is too short: delete the file to make a new one.`)
  }
  checkRandom(path, bytes)
  return new Uint8Array(bytes)
}

function parseKey(path: string, text: string): z.infer<typeof keyShape> {
  try {
    const key = keyShape.parse(JSON.parse(text))
    checkRandom(path, Buffer.from(key.d, 'base64url'))
    return key
  } catch (error) {
    if (error instanceof ConfigError) throw error
    throw notAKey(path, error)
  }
}

function importKey(path: string, key: z.infer<typeof keyShape>): KeyObject {
  try {
    return createPrivateKey({ key: { ...key }, format: 'jwk' })
  } catch (error) {
    throw notAKey(path, error)
  }
}

function notAKey(path: string, cause: unknown): ConfigError {
  return new ConfigError(`The file ${path} does not hold an Ed25519 key: delete it to make a new one.`, { cause })
}

/** Words such as "secret" and repeated letters: 32 random bytes have this few different ones about never. */
function checkRandom(path: string, bytes: Uint8Array): void {
  const printable = bytes.every((byte) => byte >= 0x20 && byte < 0x7f)
  if (printable || new Set(bytes).size < secretBytes / 2) {
    throw new ConfigError(`The secret in ${path} can be guessed: delete the file to make a new one.`)
  }
}
