import { Refusal } from '@tutti/core'
import type { Dialect } from '@tutti/protocol/dialects'
import type { PageOf } from '@tutti/protocol/rest'
import { checkAccept, checkVersion } from './check-headers.ts'
import { findCaller } from './find-caller.ts'
import type { Location, Route } from './handle.ts'
import type { RestNeeds } from './needs.ts'
import { presentNames, sayName } from './parse-names.ts'
import { findPlace, type Placed } from './places.ts'
import { pageHeaders } from './present-page.ts'
import { readRaw } from './read-raw.ts'
import { respond, respondRefusal } from './respond.ts'
import { Router, type Entry } from './router.ts'

/** An address under a dialect that is no operation, such as the OpenAPI document. */
export interface Sibling {
  readonly path: string
  readonly answer: () => Response
}

interface Mounted {
  readonly dialect: Dialect
  readonly routes: readonly Route[]
  readonly siblings: readonly Sibling[]
  readonly needs: RestNeeds
}

type Target = { readonly route: Route; readonly placed: Placed } | { readonly sibling: Sibling }

interface Asked {
  readonly request: Request
  readonly url: URL
  readonly prefix: string
}

/**
 * A dialect as a function from request to response. The order of the steps decides which refusal wins: address, method,
 * Accept, version, who asks, what they may, body, fields, and only then the handler.
 */
export function mount(mounted: Mounted): (request: Request, requestId: string) => Promise<Response> {
  const { dialect, needs } = mounted
  const router = new Router(entriesOf(mounted))
  const prefixes = dialect.prefixes.toSorted((one, other) => other.length - one.length)

  return async (request, requestId) => {
    const url = new URL(request.url)
    const prefix = prefixes.find((start) => url.pathname.startsWith(`${start}/`)) ?? prefixes.at(-1) ?? ''
    try {
      return await answer(mounted, router, { request, url, prefix })
    } catch (error) {
      if (error instanceof Refusal && error.code !== 'internal') return respondRefusal(dialect, error)
      needs.log.error({ event: 'request_failed', requestId, method: request.method, err: error })
      return respondRefusal(dialect, new Refusal('internal'))
    }
  }
}

function entriesOf({ dialect, routes, siblings }: Mounted): readonly Entry<Target>[] {
  const operations = routes.flatMap((route): readonly Entry<Target>[] => {
    const placed = findPlace(dialect, route.operation.id)
    return placed ? [{ ...placed, target: { route, placed } }] : []
  })
  const others = siblings.map((sibling) => ({ method: 'GET', path: sibling.path, target: { sibling } }))
  return [...operations, ...others]
}

async function answer(mounted: Mounted, router: Router<Target>, asked: Asked): Promise<Response> {
  const { dialect, needs } = mounted
  const { request, url, prefix } = asked
  const path = url.pathname.slice(prefix.length)
  if (request.method === 'OPTIONS') return respondOptions(dialect, router.methodsAt(path))
  const { target, params } = router.find(request.method, path)
  checkAccept(request.headers)
  checkVersion(dialect, prefix, request.headers)
  if ('sibling' in target) return target.sibling.answer()

  const { route, placed } = target
  const caller = await findCaller(needs, route.operation.access, request.headers)
  const raw = await readRaw(dialect, request, params)
  const source = { url, origin: request.headers.get('origin') ?? undefined }
  const result = await route.run(needs, { raw, caller, source })
  return present(mounted, { asked, route, placed, result })
}

function respondOptions({ version }: Dialect, allow: readonly string[]): Response {
  const headers = { 'Cache-Control': 'no-store', Allow: allow.join(', '), [version.header]: version.current }
  return new Response(null, { status: 204, headers })
}

interface Done {
  readonly asked: Asked
  readonly route: Route
  readonly placed: Placed
  readonly result: unknown
}

/** What a handler returns is checked on the way out: what the operation does not declare does not leave. */
function present({ dialect, needs }: Mounted, { asked, route, placed, result }: Done): Response {
  const { operation, locate } = route
  const names = (item: unknown) => presentNames(dialect, operation.output.parse(item))
  if (operation.collection !== undefined) {
    const { items, ...pagination } = result as PageOf<unknown>
    const headers = pageHeaders({ dialect, url: asked.url, base: needs.linkBase(), ...pagination })
    const data = dialect.wrapPage(items.map(names), operation.collection, pagination)
    return respond(dialect, { status: placed.status, body: dialect.wrap(data, operation.done), headers })
  }
  const headers = locate ? { Location: addressOf(dialect, asked.prefix, locate(result)) } : {}
  return respond(dialect, { status: placed.status, body: dialect.wrap(names(result), operation.done), headers })
}

function addressOf(dialect: Dialect, prefix: string, { operation, params }: Location): string {
  const path = findPlace(dialect, operation)?.path ?? ''
  const named = new Map(Object.entries(params).map(([name, value]) => [sayName(dialect, name), value]))
  return prefix + path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(named.get(name) ?? ''))
}
