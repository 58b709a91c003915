import { fileURLToPath } from 'node:url'
import { Child } from '../systems/child.ts'
import type { HttpAnswer, HttpOrder } from './generator.ts'
import type { HttpFigures, HttpLoad } from './http-load.ts'
import type { FloodFigures, LoginFlood } from './login-flood.ts'

const program = fileURLToPath(new URL('./generator.ts', import.meta.url))

/** The one that asks, in a process of its own. One order at a time. */
export class HttpGenerator implements AsyncDisposable {
  readonly #child = new Child({ command: [process.execPath, program], side: 'generator', ipc: true })

  /** @throws Error when a connection broke. */
  async load(load: HttpLoad): Promise<HttpFigures> {
    const answer = await this.#ask({ kind: 'load', load })
    if (answer.kind !== 'load') throw new Error(answer.kind === 'failed' ? answer.reason : 'Another answer')
    return answer.figures
  }

  async flood(flood: LoginFlood): Promise<FloodFigures> {
    const answer = await this.#ask({ kind: 'flood', flood })
    if (answer.kind !== 'flood') throw new Error(answer.kind === 'failed' ? answer.reason : 'Another answer')
    return answer.figures
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#child[Symbol.asyncDispose]()
  }

  #ask(order: HttpOrder): Promise<HttpAnswer> {
    return this.#child.ask(order)
  }
}
