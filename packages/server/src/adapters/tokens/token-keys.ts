import { createPublicKey, type KeyObject } from 'node:crypto'

/** An Ed25519 key and the name that tokens know it by. */
export interface TokenKey {
  readonly kid: string
  readonly privateKey: KeyObject
  readonly madeAtMs: number
  /** From then on it signs nothing more; null for the one that signs. */
  readonly retiredAtMs: number | null
}

export interface KnownKey extends TokenKey {
  readonly publicKey: KeyObject
}

/** The keys that tokens are signed and verified with; they change while the server runs. */
export interface TokenKeys {
  current(): KnownKey
  /** Null for a name that no key has. */
  find(kid: string): KnownKey | null
  /** The first one signs from here on. @throws Error when there is none. */
  replace(keys: readonly TokenKey[]): void
}

export function createTokenKeys(initial: readonly TokenKey[]): TokenKeys {
  let known = initial.map(know)
  let signing = firstOf(known)
  return {
    current: () => signing,
    find: (kid) => known.find((key) => key.kid === kid) ?? null,
    replace(keys) {
      const next = keys.map(know)
      signing = firstOf(next)
      known = next
    },
  }
}

function know(key: TokenKey): KnownKey {
  return { ...key, publicKey: createPublicKey(key.privateKey) }
}

function firstOf([first]: readonly KnownKey[]): KnownKey {
  if (!first) throw new Error('A server signs with one key at least')
  return first
}
