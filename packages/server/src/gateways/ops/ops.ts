import { createHash, timingSafeEqual } from 'node:crypto'
import { presentTime } from '../rest/present/present-time.ts'
import { createHealth, type HealthNeeds } from './health.ts'

export interface OpsNeeds extends HealthNeeds {
  readonly metrics: { readonly contentType: string; readonly render: () => Promise<string> }
  /** What the figures and the detailed health ask for; undefined: they are open. */
  readonly opsToken?: string | undefined
}

export interface Ops {
  readonly health: () => Response
  readonly healthDetailed: (request: Request) => Promise<Response>
  readonly metrics: (request: Request) => Promise<Response>
}

/** What whoever runs the server asks it: no dialect, no limits. */
export function createOps(needs: OpsNeeds): Ops {
  const readHealth = createHealth(needs)
  const mayAsk = createGuard(needs.opsToken)
  const timestamp = () => presentTime(needs.clock.now())

  return {
    health: () => json(200, { status: 'healthy', timestamp: timestamp() }),
    healthDetailed: async (request) => {
      if (!mayAsk(request)) return refuse()
      const { status, services } = await readHealth()
      return json(status === 'healthy' ? 200 : 503, { status, timestamp: timestamp(), services })
    },
    metrics: async (request) => {
      if (!mayAsk(request)) return refuse()
      const headers = { 'Content-Type': needs.metrics.contentType, 'Cache-Control': 'no-store' }
      return new Response(await needs.metrics.render(), { headers })
    },
  }
}

/** Compares in the same time whatever was sent. */
function createGuard(token: string | undefined): (request: Request) => boolean {
  if (token === undefined) return () => true
  const expected = digest(`Bearer ${token}`)
  return ({ headers }) => timingSafeEqual(digest(headers.get('authorization') ?? ''), expected)
}

function digest(text: string): Uint8Array {
  return createHash('sha256').update(text).digest()
}

function refuse(): Response {
  const body = { statusCode: 401, error: 'Unauthorized', message: 'A token is required', data: { code: 11_003 } }
  return json(401, body, { 'WWW-Authenticate': 'Bearer realm="operations"' })
}

function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
  })
}
