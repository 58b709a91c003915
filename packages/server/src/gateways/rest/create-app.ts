import { Refusal } from '@tutti/core'
import { piano } from '@tutti/protocol/dialects'
import { emitOpenApi } from '@tutti/protocol/published'
import { Hono } from 'hono'
import { createDocsPages } from '../static/docs-pages.ts'
import { createWebClient } from '../static/web-client.ts'
import { mount, type Sibling } from './mount.ts'
import type { RestNeeds } from './needs.ts'
import { presentTime } from './present/present-time.ts'
import { readRequestId } from './request-id.ts'
import { authRoutes } from './routes/auth.ts'
import { roomRoutes } from './routes/rooms.ts'
import { websocketRoutes } from './routes/websocket.ts'
import { sayPlainly } from './say-plainly.ts'
import { addSecurityHeaders } from './security-headers.ts'

/** Everything that is answered over HTTP: the API, its documentation, health, and the web client. */
export function createApp(needs: RestNeeds): Hono {
  const app = new Hono()
  const requestIds = new WeakMap<Request, string>()
  const idOf = (request: Request) => requestIds.get(request) ?? ''

  app.use(async (c, next) => {
    const startedAtMs = needs.clock.now()
    const requestId = readRequestId(c.req.raw.headers, needs.ids)
    requestIds.set(c.req.raw, requestId)
    await next()
    c.res.headers.set('X-Request-Id', requestId)
    addSecurityHeaders(c.res.headers, needs.publicUrl)
    // No path: it may hold a ticket or the id of a private room.
    const { method } = c.req
    const { status } = c.res
    const durationMs = needs.clock.now() - startedAtMs
    needs.log.debug({ event: 'request_answered', requestId, method, status, durationMs })
  })
  app.onError((error, c) => {
    needs.log.error({ event: 'request_failed', requestId: idOf(c.req.raw), err: error })
    return sayPlainly(10000)
  })

  const routes = [...authRoutes, ...roomRoutes, ...websocketRoutes]
  const api = mount({ dialect: piano, routes, siblings: siblings(), needs })
  app.all('/api', (c) => api(c.req.raw, idOf(c.req.raw)))
  app.all('/api/*', (c) => api(c.req.raw, idOf(c.req.raw)))

  app.get('/health', () => health(needs))
  const docs = createDocsPages()
  app.get('/docs/:file?', async (c) => (await docs(c.req.raw)) ?? sayPlainly(10004))
  const webClient = needs.webClientDir === undefined ? undefined : createWebClient(needs.webClientDir)
  app.get('*', async (c) => (await webClient?.(c.req.raw)) ?? sayPlainly(10004))
  app.all('*', () => sayPlainly(10006, { Allow: 'GET, HEAD' }))
  return app
}

function health({ clock }: RestNeeds): Response {
  const body = { status: 'healthy', timestamp: presentTime(clock.now()) }
  return new Response(JSON.stringify(body), {
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' },
  })
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
function openApi(document: string): Response {
  return new Response(document, {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      [piano.version.header]: piano.version.current,
    },
  })
}
