import type { IncomingMessage } from 'node:http'
import { Refusal } from '@tutti/core'
import { blueprint, findPlaces, piano, type Dialect } from '@tutti/protocol/dialects'
import { emitOpenApi } from '@tutti/protocol/published'
import { Hono } from 'hono'
import { createAvatarFiles } from '../static/avatar-files.ts'
import { createOps } from '../ops/ops.ts'
import { createDocsPages } from '../static/docs-pages.ts'
import { createWebClient } from '../static/web-client.ts'
import { mount, type Sibling } from './mount.ts'
import type { RestNeeds } from './needs.ts'
import { readRequestId } from './request-id.ts'
import { accountRoutes } from './routes/account.ts'
import { authRoutes } from './routes/auth.ts'
import { directRoutes } from './routes/direct.ts'
import { friendRoutes } from './routes/friends.ts'
import { instanceRoutes } from './routes/instance.ts'
import { moderationRoutes } from './routes/moderation.ts'
import { peopleRoutes } from './routes/people.ts'
import { playerRoutes } from './routes/player.ts'
import { recordingRoutes } from './routes/recordings.ts'
import { roomPeopleRoutes } from './routes/room-people.ts'
import { roomRoutes } from './routes/rooms.ts'
import { sessionRoutes } from './routes/sessions.ts'
import { websocketRoutes } from './routes/websocket.ts'
import { createOutsider, type SayOutside } from './say-outside.ts'
import { addSecurityHeaders } from './security-headers.ts'

const routes = [
  ...authRoutes,
  ...accountRoutes,
  ...sessionRoutes,
  ...roomRoutes,
  ...roomPeopleRoutes,
  ...websocketRoutes,
  ...peopleRoutes,
  ...friendRoutes,
  ...directRoutes,
  ...moderationRoutes,
  ...instanceRoutes,
  ...playerRoutes,
  ...recordingRoutes,
]

/** Everything that is answered over HTTP: the API, its documentation, health, and the web client. */
export function createApp(needs: RestNeeds): App {
  const app = new Hono()
  const requestIds = new WeakMap<Request, string>()
  const idOf = (request: Request) => requestIds.get(request) ?? ''

  const { answer: answerApi, sayOutside } = mountDialects(needs)

  app.use(async (c, next) => {
    const startedAtMs = performance.now()
    const requestId = readRequestId(c.req.raw.headers)
    requestIds.set(c.req.raw, requestId)
    await next()
    c.res.headers.set('X-Request-Id', requestId)
    addSecurityHeaders(c.res.headers, needs.publicUrl)
    const route = outsideRoutes.find((known) => isBelow(known, c.req.path)) ?? 'other'
    const { method } = c.req
    const { status } = c.res
    const durationMs = performance.now() - startedAtMs
    needs.metrics.answered({
      dialect: 'none',
      route,
      method,
      status,
      durationMs,
      operation: undefined,
      refused: undefined,
    })
    needs.log.debug({ event: 'request_answered', requestId, method, route, status, durationMs })
  })
  app.onError((error, c) => {
    needs.log.error({ event: 'request_failed', requestId: idOf(c.req.raw), err: error })
    return sayOutside(c.req.raw, 'internal')
  })

  const ops = createOps(needs)
  app.get('/health', () => ops.health())
  app.get('/health/detailed', (c) => ops.healthDetailed(c.req.raw))
  app.get('/metrics', (c) => ops.metrics(c.req.raw))
  const docs = createDocsPages()
  app.get('/docs/:file?', async (c) => (await docs(c.req.raw)) ?? sayOutside(c.req.raw, 'route_not_found'))
  const avatarFiles = createAvatarFiles(needs.avatarsDir)
  app.get(
    '/avatars/:name',
    async (c) => (await avatarFiles(c.req.param('name'))) ?? sayOutside(c.req.raw, 'route_not_found'),
  )
  const webClient = needs.webClientDir === undefined ? undefined : createWebClient(needs.webClientDir)
  app.get('*', async (c) => (await webClient?.(c.req.raw)) ?? sayOutside(c.req.raw, 'route_not_found'))
  app.all('*', (c) =>
    isOutside(c.req.path)
      ? sayOutside(c.req.raw, 'method_not_allowed', { allow: ['GET', 'HEAD'] })
      : sayOutside(c.req.raw, 'route_not_found'),
  )

  const answer = (request: Request, env?: unknown) => answerApi(request, peerOf(env)) ?? app.fetch(request, env)
  return {
    fetch: answer,
    request: async (input, init) =>
      answer(typeof input === 'string' ? new Request(`http://localhost${input}`, init) : input),
  }
}

interface Mounted {
  /** Undefined for an address that belongs to no dialect. */
  readonly answer: (request: Request, peer: string | undefined) => Promise<Response> | undefined
  readonly sayOutside: SayOutside
}

/** One dialect below `/api`, the other one at the root. */
function mountDialects(needs: RestNeeds): Mounted {
  const dialect = blueprintWith(needs.unknownUserStatus)
  const api = mount({ dialect: piano, routes, siblings: [openApi(piano), ...socketAddresses], needs })
  const root = mount({ dialect, routes, siblings: [openApi(dialect)], needs })
  const isRoot = createRootTest(dialect)
  return {
    answer: (request, peer) => {
      if (isApi(request.url)) return api(request, peer)
      return isRoot(request.url) ? root(request, peer) : undefined
    },
    sayOutside: createOutsider(dialect, needs),
  }
}

export interface App {
  /** `env` is what Node knows beside the request. */
  readonly fetch: (request: Request, env?: unknown) => Response | Promise<Response>
  /** Without a server: by a path, or as a request. */
  readonly request: (input: string | Request, init?: RequestInit) => Promise<Response>
}

/** Asked for every request, and before any router. */
function isApi(url: string): boolean {
  const pathStart = url.indexOf('/', 'https://'.length)
  return url.startsWith('/api', pathStart) && ['', '/', '?'].includes(url.charAt(pathStart + '/api'.length))
}

/** Whether an address begins with a word that the dialect at the root has. Asked for every request that is not below `/api`. */
function createRootTest(dialect: Dialect): (url: string) => boolean {
  const addresses = routes.flatMap(({ operation }) => findPlaces(dialect, operation.id).map(({ path }) => path))
  const words = new Set([...addresses, '/openapi.json'].map((path) => path.split('/')[1] ?? ''))
  return (url) => words.has(/^[^/]*\/\/[^/]*\/([^/?#]*)/.exec(url)?.[1] ?? '')
}

/** The addresses outside of the dialects that are told apart; the others are the web client's pages and files. */
const outsideRoutes = ['/health/detailed', '/health', '/metrics', '/docs', '/avatars', '/assets']

function isOutside(path: string): boolean {
  return path === '/' || outsideRoutes.some((known) => isBelow(known, path))
}

function isBelow(known: string, path: string): boolean {
  return path === known || path.startsWith(`${known}/`)
}

/** What Node knows of a request beside what it says; nothing in a test without a socket. */
function peerOf(env: unknown): string | undefined {
  const { incoming } = (env ?? {}) as { readonly incoming?: IncomingMessage }
  return incoming?.socket.remoteAddress
}

const upgradeOnly = () => {
  throw new Refusal('upgrade_required')
}

const socketAddresses: readonly Sibling[] = [
  { path: '/websocket', answer: upgradeOnly },
  { path: '/websocket/{payload}', answer: upgradeOnly },
]

/** Public and the same for everybody: any page may read it. */
function openApi(dialect: Dialect): Sibling {
  const text = JSON.stringify(emitOpenApi(dialect))
  const headers = { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' }
  return { path: '/openapi.json', answer: () => ({ status: 200, text, headers }) }
}

/** The document says 400 of an unknown user, and 404 of what is unknown; which of both is said is the operator's choice. */
function blueprintWith(unknownUserStatus: number): Dialect {
  const refusals: Dialect['refusals'] = blueprint.refusals
  const unknown = { code: 1000, ...refusals.user_not_found, status: unknownUserStatus }
  return { ...blueprint, refusals: { ...refusals, user_not_found: unknown } }
}
