import { setTimeout as pause } from 'node:timers/promises'

/** Whether the server is to stop soon: then nothing new begins, and load balancers are told. */
export class Lifecycle {
  #isDraining = false

  get isDraining(): boolean {
    return this.#isDraining
  }

  /** From here on the server is not ready. Resolves after `forMs`, in which others can learn of it. */
  async drain(forMs: number): Promise<void> {
    this.#isDraining = true
    await pause(forMs)
  }
}
