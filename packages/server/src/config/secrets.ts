import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { ConfigError } from './config-error.ts'
import { checkFolder, checkRandom, readSecret, secretBytes, writeSecret } from './secret-file.ts'
import { loadSigningKeys, secretOf, type SigningKey } from './signing-keys.ts'

export interface Secrets {
  /** 32 random bytes; the keys of tickets and refresh tokens are derived from it. */
  readonly masterSecret: Uint8Array
  /** They sign access tokens: the first one does, the others are those that did. */
  readonly signingKeys: readonly SigningKey[]
}

const masterFile = 'master-secret'

/**
 * The secrets of this server, made at the first start and kept in the data folder, readable by its owner alone.
 * @throws ConfigError when a file is readable by others, the folder is writable by everybody, or something cannot have
 * come from a random source.
 */
export function loadSecrets(dataDir: string, nowMs = Date.now()): Secrets {
  checkFolder(dataDir)
  const masterPath = join(dataDir, masterFile)
  const masterSecret = parseMaster(masterPath, readSecret(masterPath) ?? makeMaster(masterPath))
  const signingKeys = loadSigningKeys(dataDir, nowMs)
  if (signingKeys.some((key) => secretOf(key).equals(masterSecret))) {
    throw new ConfigError(`The secrets in ${masterPath} and of a signing key are equal: delete both to make new ones.`)
  }
  return { masterSecret, signingKeys }
}

function makeMaster(path: string): string {
  const text = randomBytes(secretBytes).toString('base64url')
  writeSecret(path, text)
  return text
}

function parseMaster(path: string, text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length < secretBytes || bytes.toString('base64url') !== text) {
    throw new ConfigError(`The secret in ${path} is too short: delete the file to make a new one.`)
  }
  checkRandom(path, bytes)
  return new Uint8Array(bytes)
}
