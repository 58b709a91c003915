import { Emitter } from '../emitter.ts'
import type { Runtime } from '../runtime.ts'
import type { CurrentSession } from './current-session.ts'
import type { SessionStorage } from './session-storage.ts'

/** Holds the session, keeps it in the storage and tells when it changes. */
export class SessionKeeper {
  readonly #storage: SessionStorage
  readonly #emitter: Emitter<{ change: CurrentSession | null }>
  #current: CurrentSession | null

  constructor(storage: SessionStorage, { onListenerError }: Pick<Runtime, 'onListenerError'>) {
    this.#storage = storage
    this.#emitter = new Emitter(onListenerError)
    this.#current = storage.load()
  }

  get current(): CurrentSession | null {
    return this.#current
  }

  /** The session as the storage has it by now: other tabs write there too. */
  reload(): CurrentSession | null {
    const stored = this.#storage.load()
    if (stored?.token !== this.#current?.token) {
      this.#current = stored
      this.#emitter.emit('change', stored)
    }
    return this.#current
  }

  replace(session: CurrentSession | null): void {
    if (session === this.#current) return
    this.#current = session
    this.#storage.save(session)
    this.#emitter.emit('change', session)
  }

  onChange(listener: (session: CurrentSession | null) => void): () => void {
    return this.#emitter.on('change', listener)
  }
}
