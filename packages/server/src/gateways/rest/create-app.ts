import type { IncomingMessage } from 'node:http'
import { Refusal } from '@tutti/core'
import { piano } from '@tutti/protocol/dialects'
import { emitOpenApi } from '@tutti/protocol/published'
import { Hono } from 'hono'
import { createAvatarFiles } from '../static/avatar-files.ts'
import { createOps } from '../ops/ops.ts'
import { createDocsPages } from '../static/docs-pages.ts'
import { createWebClient } from '../static/web-client.ts'
import { mount, type Sibling } from './mount.ts'
import type { RestNeeds } from './needs.ts'
import { readRequestId } from './request-id.ts'
import type { Answer } from './respond.ts'
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
import { sayPlainly } from './say-plainly.ts'
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

  const api = mount({ dialect: piano, routes, siblings: siblings(), needs })

  app.use(async (c, next) => {
    const startedAtMs = performance.now()
    const requestId = readRequestId(c.req.raw.headers, needs.ids)
    requestIds.set(c.req.raw, requestId)
    await next()
    c.res.headers.set('X-Request-Id', requestId)
    addSecurityHeaders(c.res.headers, needs.publicUrl)
    const route = outsideRoutes.find((known) => c.req.path === known || c.req.path.startsWith(`${known}/`)) ?? 'other'
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
    return sayPlainly(10000)
  })

  const ops = createOps(needs)
  app.get('/health', () => ops.health())
  app.get('/health/detailed', (c) => ops.healthDetailed(c.req.raw))
  app.get('/metrics', (c) => ops.metrics(c.req.raw))
  const docs = createDocsPages()
  app.get('/docs/:file?', async (c) => (await docs(c.req.raw)) ?? sayPlainly(10004))
  const avatarFiles = createAvatarFiles(needs.avatarsDir)
  app.get('/avatars/:name', async (c) => (await avatarFiles(c.req.param('name'))) ?? sayPlainly(10004))
  const webClient = needs.webClientDir === undefined ? undefined : createWebClient(needs.webClientDir)
  app.get('*', async (c) => (await webClient?.(c.req.raw)) ?? sayPlainly(10004))
  app.all('*', () => sayPlainly(10006, { Allow: 'GET, HEAD' }))

  const answer = (request: Request, env?: unknown) =>
    isApi(request.url) ? api(request, peerOf(env)) : app.fetch(request, env)
  return {
    fetch: answer,
    request: async (input, init) =>
      answer(typeof input === 'string' ? new Request(`http://localhost${input}`, init) : input),
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

/** The addresses outside of the dialects that are told apart; the others are the web client's pages and files. */
const outsideRoutes = ['/health/detailed', '/health', '/metrics', '/docs', '/avatars', '/assets']

/** What Node knows of a request beside what it says; nothing in a test without a socket. */
function peerOf(env: unknown): string | undefined {
  const { incoming } = (env ?? {}) as { readonly incoming?: IncomingMessage }
  return incoming?.socket.remoteAddress
}

function siblings(): readonly Sibling[] {
  const document = JSON.stringify(emitOpenApi(piano))
  const upgradeOnly = () => {
    throw new Refusal('upgrade_required')
  }
  return [
    { path: '/openapi.json', answer: () => openApi(document) },
    { path: '/websocket', answer: upgradeOnly },
    { path: '/websocket/{payload}', answer: upgradeOnly },
  ]
}

/** Public and the same for everybody: any page may read it. */
function openApi(document: string): Answer {
  const headers = { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' }
  return { status: 200, text: document, headers }
}
