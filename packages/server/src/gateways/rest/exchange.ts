import { performance } from 'node:perf_hooks'
import type { RefusalCode } from '@tutti/core'
import type { Dialect, Locate } from '@tutti/protocol/dialects'
import type { RestNeeds } from './needs.ts'
import { readRequestId } from './request-id.ts'
import { splitUrl, type UrlParts } from './split-url.ts'

/** One request under a dialect, and what is known about it so far. */
export interface Exchange {
  readonly request: Request
  readonly url: UrlParts
  /** The beginning of the path that belongs to the dialect. */
  readonly prefix: string
  readonly requestId: string
  /** The client's own address. */
  readonly address: string
  readonly startedAtMs: number
  /** What the answer says beside its own: limits, and what pages elsewhere may read. */
  readonly headers: Record<string, string>
  /** The template of the address that was found, never the address itself. */
  route: string
  /** The version that answers; undefined until it is known. */
  version: string | undefined
  operation: string | undefined
  /** Tells fields as the client knows them, once its request has been taken apart. */
  locate: Locate | undefined
  refused: RefusalCode | undefined
}

/** `peer` is the other end of the connection. */
export function beginExchange(needs: RestNeeds, { prefixes }: Dialect, asked: Asked): Exchange {
  const { request, peer } = asked
  const url = splitUrl(request.url)
  const isBelow = (prefix: string) => url.pathname.startsWith(`${prefix}/`)
  const forwardedFor = request.headers.get('x-forwarded-for') ?? undefined
  return {
    request,
    url,
    prefix: prefixes.findLast(isBelow) ?? prefixes[0] ?? '',
    requestId: readRequestId(request.headers),
    address: needs.readAddress?.({ peer, forwardedFor }) ?? '',
    startedAtMs: performance.now(),
    headers: {},
    route: 'unmatched',
    version: undefined,
    locate: undefined,
    operation: undefined,
    refused: undefined,
  }
}

export interface Asked {
  readonly request: Request
  readonly peer: string | undefined
}

/** Counts and logs it, once it is over. No path in the log: it may hold a ticket or the id of a private room. */
export function endExchange(needs: RestNeeds, { name }: Dialect, exchange: Exchange, status: number): void {
  const { requestId, route, operation, refused, request } = exchange
  const durationMs = performance.now() - exchange.startedAtMs
  const { method } = request
  needs.metrics.answered({ dialect: name, route, method, status, durationMs, operation, refused })
  const level = status >= 500 ? 'warn' : 'debug'
  if (!needs.log.isLevelEnabled(level)) return
  needs.log[level]({ event: 'request_answered', requestId, dialect: name, method, route, status, refused, durationMs })
}
