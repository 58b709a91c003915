import { checkAddress, Refusal, type TokenBearer } from '@tutti/core'
import type { Dialect } from '@tutti/protocol/dialects'
import type { AnsweredFile, PageOf } from '@tutti/protocol/rest'
import { checkAccept, checkVersion } from './check-headers.ts'
import { createCors } from './cors.ts'
import { beginExchange, endExchange, type Exchange } from './exchange.ts'
import { findCaller, findVisitor } from './find-caller.ts'
import type { Location, Route } from './handle.ts'
import { countRequest } from './limits/count-request.ts'
import type { RestNeeds } from './needs.ts'
import { sayName } from './parse-names.ts'
import { findPlace, findPlaces, type Placed } from './places.ts'
import { pageHeaders } from './present-page.ts'
import { createPresenter } from './presenter.ts'
import { readRaw } from './read-raw.ts'
import { answerFile } from './answer-file.ts'
import { answerJson, answerRefusal, createResponder, type Answer } from './respond.ts'
import { Router, type Entry, type Found } from './router.ts'

/** An address under a dialect that is no operation, such as the OpenAPI document. */
export interface Sibling {
  readonly path: string
  readonly answer: () => Answer
}

interface Mounted {
  readonly dialect: Dialect
  readonly routes: readonly Route[]
  readonly siblings: readonly Sibling[]
  readonly needs: RestNeeds
}

type Target = Bound | { readonly sibling: Sibling }

interface Bound {
  readonly route: Route
  readonly placed: Placed
  /** An answer, or one item of it, in the dialect's names. */
  readonly names: (value: unknown) => unknown
}

/**
 * A dialect as a function from request to response. The order of the steps decides which refusal wins: preflight, address,
 * method, Accept, version, who asks, what they may, how often, body, fields, and only then the handler.
 */
export function mount(mounted: Mounted): (request: Request, peer: string | undefined) => Promise<Response> {
  const { dialect, needs } = mounted
  const router = new Router(entriesOf(mounted))
  const respond = createResponder(dialect, needs.publicUrl)
  const cors = createCors(needs.corsOrigins ?? [])

  return async (request, peer) => {
    const exchange = beginExchange(needs, dialect, { request, peer })
    const preflight = cors.preflightFor(request.headers)
    Object.assign(exchange.headers, cors.headersFor(request.headers))
    const said =
      request.method === 'OPTIONS' && preflight
        ? { status: 204, text: null, headers: preflight }
        : await answer(mounted, router, exchange).catch((error: unknown) => refuse(mounted, exchange, error))
    const response = await respond(exchange, said)
    endExchange(needs, dialect, exchange, said.status)
    return response
  }
}

function refuse({ dialect, needs }: Mounted, exchange: Exchange, error: unknown): Answer {
  const isOurs = error instanceof Refusal && error.code !== 'internal'
  if (!isOurs) {
    const { requestId, request } = exchange
    needs.log.error({ event: 'request_failed', requestId, method: request.method, err: error })
  }
  const refusal = isOurs ? error : new Refusal('internal')
  exchange.refused = refusal.code
  return answerRefusal(dialect, refusal)
}

function entriesOf({ dialect, routes, siblings }: Mounted): readonly Entry<Target>[] {
  const operations = routes.flatMap((route): readonly Entry<Target>[] => {
    const places = findPlaces(dialect, route.operation.id)
    const names = createPresenter(dialect, route.operation.output)
    return places.map((placed) => ({ ...placed, target: { route, placed, names } }))
  })
  const others = siblings.map((sibling) => ({ method: 'GET', path: sibling.path, target: { sibling } }))
  return [...operations, ...others]
}

async function answer(mounted: Mounted, router: Router<Target>, exchange: Exchange): Promise<Answer> {
  const { dialect, needs } = mounted
  const { request, url, address } = exchange
  if (request.method === 'OPTIONS') return answerOptions(router.methodsAt(pathOf(exchange)))
  const { target, params, caller } = await find(mounted, router, exchange)
  if ('sibling' in target) return target.sibling.answer()

  const { route } = target
  if (route.operation.begins && needs.lifecycle.isDraining) throw new Refusal('unavailable')
  const raw = await readRaw(dialect, request, { params, search: url.search, accepts: route.operation.accepts })
  const { headers } = request
  const source = { url, origin: headers.get('origin') ?? undefined, headers, address }
  const result = await route.run(needs, { raw, caller, source })
  return present(mounted, { ...target, exchange, result })
}

interface Admitted extends Found<Target> {
  readonly caller: TokenBearer | undefined
}

/** What is asked for and by whom, counted against its budget. What fails before counts too, and keeps its own refusal. */
async function find(mounted: Mounted, router: Router<Target>, exchange: Exchange): Promise<Admitted> {
  const found = await identify(mounted, router, exchange).catch(async (error: unknown) => {
    await count(mounted, exchange, stray)
    throw error
  })
  const { target } = found
  const refusal = await count(mounted, exchange, 'route' in target ? target.route.operation : stray, found.caller)
  if (refusal) throw refusal
  return found
}

async function identify({ dialect, needs }: Mounted, router: Router<Target>, exchange: Exchange): Promise<Admitted> {
  const { request, prefix } = exchange
  const found = router.find(request.method, pathOf(exchange))
  exchange.route = found.path
  checkAccept(request.headers)
  checkVersion(dialect, prefix, request.headers)
  const { target } = found
  if ('sibling' in target) return { ...found, caller: undefined }
  const { operation } = target.route
  exchange.operation = operation.id
  if (operation.limit === 'auth' || operation.limit === 'guest') {
    checkAddress(needs.houseRules.addressBans, exchange.address, needs.clock.now())
  }
  const caller = await findCaller(needs, operation.access, request.headers).catch(tellBeside(operation))
  if (caller) needs.activity.sawAgain(caller.user, needs.clock.now())
  return { ...found, caller }
}

/** What belongs to no operation counts like most of them. */
const stray = { id: 'none', limit: 'general', access: 'user' } as const

async function count(
  { needs }: Mounted,
  { address, headers, request }: Exchange,
  { id, limit, access }: Pick<Route['operation'], 'id' | 'limit' | 'access'>,
  caller?: TokenBearer,
): Promise<Refusal | undefined> {
  if (!needs.requestLimits) return undefined
  const known = access === 'anyone' && limit === 'general' ? await findVisitor(needs, request.headers) : caller
  const counted = await countRequest(needs, { limit, operation: id, userId: known?.user.id, address })
  Object.assign(headers, counted.headers)
  return counted.refusal
}

function pathOf({ url, prefix }: Exchange): string {
  return url.pathname.slice(prefix.length)
}

/** Adds what the operation tells those who may not ask. */
function tellBeside({ refusedData: data }: Route['operation']): (error: unknown) => never {
  return (error) => {
    if (!data || !(error instanceof Refusal)) throw error
    throw new Refusal(error.code, { ...error.about, data }, { cause: error })
  }
}

function answerOptions(allow: readonly string[]): Answer {
  return { status: 204, text: null, headers: { Allow: allow.join(', ') } }
}

interface Done extends Bound {
  readonly exchange: Exchange
  readonly result: unknown
}

function present({ dialect, needs }: Mounted, { exchange, route, placed, names, result }: Done): Answer {
  const { operation, locate } = route
  if (operation.file !== undefined) return answerFile(operation.file, result as AnsweredFile)
  if (operation.collection !== undefined) {
    const { items, ...pagination } = result as PageOf<unknown>
    const headers = pageHeaders({ dialect, url: exchange.url, base: needs.linkBase(), ...pagination })
    const data = dialect.wrapPage(items.map(names), operation.collection, pagination)
    return answerJson({ status: placed.status, body: dialect.wrap(data, operation.done), headers })
  }
  const headers = locate ? { Location: addressOf(dialect, exchange.prefix, locate(result)) } : {}
  return answerJson({ status: placed.status, body: dialect.wrap(names(result), operation.done), headers })
}

function addressOf(dialect: Dialect, prefix: string, { operation, params }: Location): string {
  const path = findPlace(dialect, operation)?.path ?? ''
  const named = new Map(Object.entries(params).map(([name, value]) => [sayName(dialect, name), value]))
  return prefix + path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(named.get(name) ?? ''))
}
