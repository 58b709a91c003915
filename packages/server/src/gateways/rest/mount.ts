import { checkAddress, Refusal, type TokenBearer } from '@tutti/core'
import { findPlaces, sayField, type Dialect, type Placed } from '@tutti/protocol/dialects'
import type { AnsweredFile, PageOf } from '@tutti/protocol/rest'
import { endOfTurn } from '../http/end-of-turn.ts'
import { answerFile } from './answer-file.ts'
import { checkConsumer } from './check-consumer.ts'
import { checkAccept, pickVersion } from './check-headers.ts'
import { createCors } from './cors.ts'
import { createWriter, writeEnvelope, type Write } from './create-writer.ts'
import { beginExchange, endExchange, type Exchange } from './exchange.ts'
import { findCaller, findVisitor } from './find-caller.ts'
import type { Location, Route } from './handle.ts'
import { speak } from './languages/speak.ts'
import { countRequest } from './limits/count-request.ts'
import { createLocator } from './locate-field.ts'
import type { RestNeeds } from './needs.ts'
import type { RawRequest } from './parse-request.ts'
import { pageHeaders } from './present-page.ts'
import { createRawReader, type ReadRaw } from './read-raw.ts'
import { answerRefusal, createResponder, type Answer } from './respond.ts'
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
  /** The JSON of an answer, or of one item of it. */
  readonly write: Write
  readonly read: ReadRaw
  /** What is meant instead when the body is empty and a token is shown. */
  readonly bare: Bound | undefined
}

/**
 * A dialect as a function from request to response. The order of the steps decides which refusal wins: preflight, address,
 * method, Accept, version, who asks, what they may, by which client, how often, body, fields, and only then the handler.
 */
export function mount(mounted: Mounted): (request: Request, peer: string | undefined) => Promise<Response> {
  const { dialect, needs } = mounted
  const router = new Router(entriesOf(mounted))
  const respond = createResponder(dialect, needs.publicUrl)
  const cors = createCors(needs.corsOrigins ?? [])

  return async (request, peer) => {
    const exchange = beginExchange(needs, dialect, { request, peer })
    Object.assign(exchange.headers, cors.headersFor(request.headers))
    let said: Answer
    try {
      const preflight = request.method === 'OPTIONS' ? cors.preflightFor(request.headers) : undefined
      said = preflight ? { status: 204, text: null, headers: preflight } : await answer(mounted, router, exchange)
    } catch (error) {
      said = refuse(mounted, exchange, error)
    }
    const response = respond(exchange, said)
    const sent = response instanceof Promise ? await response : response
    endExchange(needs, dialect, exchange, said.status)
    await endOfTurn()
    return sent
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
  const spoken = speak(exchange.request.headers.get('accept-language'))
  return answerRefusal(dialect, { refusal, spoken, locate: exchange.locate })
}

function entriesOf({ dialect, routes, siblings }: Mounted): readonly Entry<Target>[] {
  const bind = (route: Route, placed: Placed): Bound => {
    const bare = routes.find(({ operation }) => operation.id === placed.bare)
    const write = createWriter(dialect, route.operation.output)
    const read = createRawReader(dialect, route.operation, placed)
    const { bare: _, names: __, ...sameAddress } = placed
    return { route, placed, write, read, bare: bare && bind(bare, sameAddress) }
  }
  const operations = routes.flatMap((route): readonly Entry<Target>[] =>
    findPlaces(dialect, route.operation.id).map((placed) => ({ ...placed, target: bind(route, placed) })),
  )
  const others = siblings.map((sibling) => ({ method: 'GET', path: sibling.path, target: { sibling } }))
  return [...operations, ...others]
}

async function answer(mounted: Mounted, router: Router<Target>, exchange: Exchange): Promise<Answer> {
  const { dialect, needs } = mounted
  const { request, url, address } = exchange
  if (request.method === 'OPTIONS') return answerOptions(router.methodsAt(pathOf(dialect, exchange)))
  const { target, params, caller } = await find(mounted, router, exchange)
  if ('sibling' in target) return target.sibling.answer()

  const { headers } = request
  const { begins, hashes } = target.route.operation
  if (begins && needs.lifecycle.isDraining) throw new Refusal('unavailable')
  if (hashes && !(target.bare && headers.has('authorization'))) needs.passwords.checkLoad()
  const raw = await target.read({ request, params, search: url.search })
  const bound = target.bare && isBare(raw, headers) ? target.bare : target
  const { route, placed } = bound
  exchange.locate = createLocator({ dialect, operation: route.operation, placed, raw })
  const source = { url, origin: headers.get('origin') ?? undefined, headers, address, manner: dialect }
  const result = await route.run(needs, { raw, caller, source })
  return present(mounted, { ...bound, exchange, result })
}

function isBare({ body: { given } }: RawRequest, headers: Headers): boolean {
  const isEmpty = typeof given === 'object' && given !== null && Object.keys(given).length === 0
  return isEmpty && headers.has('authorization')
}

interface Admitted extends Found<Target> {
  readonly caller: TokenBearer | undefined
}

/** What is asked for and by whom, counted against its budget. What fails before counts too, and keeps its own refusal. */
async function find(mounted: Mounted, router: Router<Target>, exchange: Exchange): Promise<Admitted> {
  let found: Admitted
  try {
    found = await identify(mounted, router, exchange)
  } catch (error) {
    await count(mounted, exchange, stray)
    throw error
  }
  const { target } = found
  const refusal = await count(mounted, exchange, 'route' in target ? target.route.operation : stray, found.caller)
  if (refusal) throw refusal
  return found
}

async function identify({ dialect, needs }: Mounted, router: Router<Target>, exchange: Exchange): Promise<Admitted> {
  const { request, prefix } = exchange
  const found = router.find(request.method, pathOf(dialect, exchange))
  exchange.route = found.path
  checkAccept(request.headers)
  exchange.version = pickVersion(dialect, prefix, request.headers)
  const { target, params, path } = found
  if ('sibling' in target) return { target, params, path, caller: undefined }
  const { operation } = target.route
  exchange.operation = operation.id
  if (operation.limit === 'auth' || operation.limit === 'guest') {
    checkAddress(needs.houseRules.addressBans, exchange.address, needs.clock.now())
  }
  const access = target.placed.access ?? operation.access
  const caller =
    access === 'anyone' ? undefined : await findCaller(needs, access, request.headers).catch(tellBeside(operation))
  if (caller) needs.activity.sawAgain(caller.user, needs.clock.now())
  if (dialect.asksForConsumer) checkConsumer(request.headers, needs.rules)
  return { target, params, path, caller }
}

/** What belongs to no operation counts like most of them. */
const stray = { id: 'none', limit: 'general', access: 'user' } as const

async function count(
  { dialect, needs }: Mounted,
  { address, headers, request }: Exchange,
  { id, limit, access }: Pick<Route['operation'], 'id' | 'limit' | 'access'>,
  caller?: TokenBearer,
): Promise<Refusal | undefined> {
  if (!needs.requestLimits) return undefined
  const isGeneral = limit === 'general'
  const known = caller ?? (access === 'anyone' && isGeneral ? await findVisitor(needs, request.headers) : undefined)
  const budget = isGeneral ? dialect.generalLimit : limit
  const counted = await countRequest(needs, { limit: budget, operation: id, userId: known?.user.id, address })
  Object.assign(headers, counted.headers)
  return counted.refusal
}

function pathOf({ ignoresTrailingSlash }: Dialect, { url, prefix }: Exchange): string {
  const path = url.pathname.slice(prefix.length)
  return ignoresTrailingSlash && path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path
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

function present({ dialect, needs }: Mounted, { exchange, route, placed, write, result }: Done): Answer {
  const { operation, locate } = route
  const { status } = placed
  if (operation.file !== undefined) return answerFile(operation.file, result as AnsweredFile)
  if (operation.collection !== undefined) {
    const { items, ...pagination } = result as PageOf<unknown>
    const headers = pageHeaders({ dialect, url: exchange.url, base: needs.linkBase(), ...pagination })
    const { collection, done } = operation
    const wrap = (data: unknown) => dialect.wrap(dialect.wrapPage(data, collection, pagination), done)
    return { status, text: writeEnvelope(wrap, `[${items.map(write).join(',')}]`), headers }
  }
  const headers = locate ? { Location: addressOf(dialect, exchange.prefix, locate(result)) } : {}
  if (status === 204) return { status, text: null, headers }
  const wrap = (data: unknown) => dialect.wrap(data, operation.done)
  return { status, text: writeEnvelope(wrap, write(result)), headers, isSecret: operation.handsOut === true }
}

function addressOf(dialect: Dialect, prefix: string, { operation, params }: Location): string {
  const [place] = findPlaces(dialect, operation)
  const { path = '', names = {} } = place ?? {}
  const said = (name: string): string => names[name]?.[0] ?? sayField(dialect, name)
  const named = new Map(Object.entries(params).map(([name, value]) => [said(name), value]))
  return prefix + path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(named.get(name) ?? ''))
}
