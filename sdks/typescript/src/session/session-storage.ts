import type { StoredSession } from './current-session.ts'

/** Where the session is kept between visits. Both methods are synchronous and must not throw. */
export interface SessionStorage {
  load(): StoredSession | null
  /** Null forgets it. */
  save(session: StoredSession | null): void
}

export function memoryStorage(): SessionStorage {
  let kept: StoredSession | null = null
  return {
    load: () => kept,
    save: (session) => {
      kept = session
    },
  }
}

/** `localStorage`, or memory where a browser refuses it. */
export function browserStorage(key = 'tutti.session'): SessionStorage {
  const memory = memoryStorage()
  return {
    load: () => {
      try {
        return parseSession(localStorage.getItem(key)) ?? memory.load()
      } catch {
        return memory.load()
      }
    },
    save: (session) => {
      memory.save(session)
      try {
        if (session) localStorage.setItem(key, JSON.stringify(session))
        else localStorage.removeItem(key)
      } catch {
        // Private windows and full disks: the memory has it.
      }
    },
  }
}

function parseSession(text: string | null): StoredSession | null {
  if (text === null) return null
  const value: unknown = JSON.parse(text)
  return isStoredSession(value) ? value : null
}

function isStoredSession(value: unknown): value is StoredSession {
  if (typeof value !== 'object' || value === null) return false
  const { token, refreshToken, expiresAtMs, user } = value as Partial<StoredSession>
  const hasTokens = [token, refreshToken].every((text) => typeof text === 'string')
  return hasTokens && typeof expiresAtMs === 'number' && typeof user?.userId === 'string' && Array.isArray(user.roles)
}
