import type { SessionClient, TokenBearer } from '@tutti/core'
import type { Dialect } from '@tutti/protocol/dialects'
import type { Access, AnswerOf, OperationId, OperationShape, RequestOf } from '@tutti/protocol/rest'
import { readApplicationId } from './check-consumer.ts'
import type { RestNeeds } from './needs.ts'
import { parseRequest, type RawRequest } from './parse-request.ts'
import type { UrlParts } from './split-url.ts'

/** Where a request came from, for the few answers that depend on it. */
export interface Source {
  readonly url: UrlParts
  /** The page that asks, when it is a page. */
  readonly origin: string | undefined
  readonly headers: Headers
  /** The client's own address: of the connection, or as trusted proxies have told it. Empty when there is none. */
  readonly address: string
  /** What the dialect leaves open of how users are named and tokens are made. */
  readonly manner: Pick<Dialect, 'tokenTerms' | 'usersByIdAlone'>
}

/** What a session remembers of the client that opened it. */
export function clientOf({ headers, manner }: Source): SessionClient {
  const userAgent = headers.get('user-agent') ?? undefined
  return { userAgent, applicationId: readApplicationId(headers), tokenTerms: manner.tokenTerms }
}

export interface Given {
  readonly raw: RawRequest
  readonly caller: TokenBearer | undefined
  readonly source: Source
}

type CallerOf<A extends Access> = A extends 'anyone' ? undefined : TokenBearer

export interface Asking<Op extends OperationShape> extends RequestOf<Op> {
  readonly needs: RestNeeds
  readonly caller: CallerOf<Op['access']>
  readonly source: Source
}

/** Which operation reads what was just made, and of which. */
export interface Location {
  readonly operation: OperationId
  readonly params: Readonly<Record<string, string>>
}

export interface Route {
  readonly operation: OperationShape
  readonly run: (needs: RestNeeds, given: Given) => Promise<unknown>
  readonly locate: ((answer: unknown) => Location) | undefined
}

type Handler<Op extends OperationShape> = (asking: Asking<Op>) => Promise<AnswerOf<Op>>

/** Binds an operation to what does it. Who may ask is the operation's to say and checked before. */
export function handle<Op extends OperationShape>(
  operation: Op,
  handler: Handler<Op>,
  locate?: (answer: AnswerOf<Op>) => Location,
): Route {
  return {
    operation,
    run: (needs, { raw, caller, source }) =>
      // The pipeline has made sure of a caller for every operation that is not for anyone.
      handler({ ...parseRequest(operation, raw), needs, source, caller: caller as CallerOf<Op['access']> }),
    locate: locate && ((answer) => locate(answer as AnswerOf<Op>)),
  }
}
