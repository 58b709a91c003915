import { fileURLToPath } from 'node:url'
import { Child } from '../systems/child.ts'
import type { Answer, Figures, Order, PlayOrder } from './generator.ts'

const program = fileURLToPath(new URL('./generator.ts', import.meta.url))

/** The load generator in its own process. One order at a time. */
export class GeneratorProcess implements AsyncDisposable {
  readonly #child = new Child({ command: [process.execPath, program], side: 'generator', ipc: true })

  /** @throws Error when the order could not be carried out. */
  async do(order: Order): Promise<Figures | undefined> {
    const answer = await this.#child.ask<Answer>(order)
    if (!answer.done) throw new Error(answer.error)
    return answer.figures
  }

  async play(order: PlayOrder): Promise<Figures> {
    const figures = await this.do(order)
    if (!figures) throw new Error('The generator has measured nothing')
    return figures
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#child[Symbol.asyncDispose]()
  }
}
