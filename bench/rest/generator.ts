import { floodLogins, type FloodFigures, type LoginFlood } from './login-flood.ts'
import { loadHttp, type HttpFigures, type HttpLoad } from './http-load.ts'

/** What this process is told to do, one order at a time. */
export type HttpOrder =
  | { readonly kind: 'load'; readonly load: HttpLoad }
  | { readonly kind: 'flood'; readonly flood: LoginFlood }

export type HttpAnswer =
  | { readonly kind: 'load'; readonly figures: HttpFigures }
  | { readonly kind: 'flood'; readonly figures: FloodFigures }
  | { readonly kind: 'failed'; readonly reason: string }

process.on('message', (order: HttpOrder) => {
  void obey(order).then((answer) => process.send?.(answer))
})

async function obey(order: HttpOrder): Promise<HttpAnswer> {
  try {
    if (order.kind === 'load') return { kind: 'load', figures: await loadHttp(order.load) }
    return { kind: 'flood', figures: await floodLogins(order.flood) }
  } catch (error) {
    return { kind: 'failed', reason: String(error) }
  }
}
