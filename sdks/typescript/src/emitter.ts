interface Registration<Value> {
  readonly listener: (value: Value) => void
}

type Registrations<Events> = { [Name in keyof Events]?: Set<Registration<Events[Name]>> }

/** Tells listeners. One that throws keeps nobody else from hearing; its error goes to `onListenerError`. */
export class Emitter<Events extends object> {
  readonly #registrations: Registrations<Events> = {}
  readonly #onListenerError: (error: unknown) => void

  constructor(onListenerError: (error: unknown) => void) {
    this.#onListenerError = onListenerError
  }

  /** Returns the function that stops it. A listener that is added twice is told twice. */
  on<Name extends keyof Events>(name: Name, listener: (value: Events[Name]) => void): () => void {
    const registration = { listener }
    const registered = (this.#registrations[name] ??= new Set())
    registered.add(registration)
    return () => {
      registered.delete(registration)
    }
  }

  emit<Name extends keyof Events>(name: Name, value: Events[Name]): void {
    const registered = this.#registrations[name]
    if (!registered) return
    // A copy: who is added meanwhile hears from the next time on.
    for (const { listener } of Array.from(registered)) {
      try {
        listener(value)
      } catch (error) {
        this.#onListenerError(error)
      }
    }
  }
}
