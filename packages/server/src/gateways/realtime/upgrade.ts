import type { IncomingMessage } from 'node:http'
import { authenticate, Refusal, redeemTicket, type Caller } from '@tutti/core'
import { subprotocols, type Wire } from '@tutti/protocol/realtime'
import type { Ports } from './ports.ts'

/** A request that may become a connection. */
export interface Admission {
  readonly caller: Caller
  readonly wire: Wire
}

interface Door {
  readonly ports: Ports
  /** Where pages may come from; without it, from the host that was asked. */
  readonly publicUrl: string | undefined
  /** Pages elsewhere that may connect too. */
  readonly corsOrigins: readonly string[]
}

const socketPath = /^\/api(?:\/v1)?\/websocket(?:\/([^/?#]+))?\/?$/

/**
 * Everything that can be wrong with a connection is said before the upgrade.
 * @throws Refusal `route_not_found`, `foreign_origin`, `invalid_input` (no subprotocol that we speak), `not_authenticated`,
 * `invalid_ticket`, `invalid_token`.
 */
export async function admitUpgrade(
  { ports, publicUrl, corsOrigins }: Door,
  request: IncomingMessage,
): Promise<Admission> {
  const path = (request.url ?? '').split('?')[0] ?? ''
  const match = socketPath.exec(path)
  if (!match) throw new Refusal('route_not_found')
  const origin = request.headers.origin
  if (origin !== undefined && !corsOrigins.includes(origin) && !isOurs(origin, publicUrl, request.headers.host)) {
    throw new Refusal('foreign_origin')
  }
  const wire = chooseWire(request.headers['sec-websocket-protocol'])

  const payload = match[1]
  if (payload !== undefined) return { caller: await redeemTicket(ports, { payload, origin }), wire }
  const token = tokenOf(request)
  if (token === undefined) throw new Refusal('not_authenticated')
  return { caller: await authenticate(ports, token), wire }
}

function isOurs(origin: string, publicUrl: string | undefined, host: string | undefined): boolean {
  if (!URL.canParse(origin)) return false
  if (publicUrl !== undefined) return new URL(publicUrl).origin === origin
  const { protocol, host: originHost } = new URL(origin)
  return (protocol === 'http:' || protocol === 'https:') && originHost === host?.toLowerCase()
}

/** Binary when none is asked for. */
function chooseWire(offered: string | undefined): Wire {
  if (offered === undefined) return 'proto'
  const names = offered.split(',').map((name) => name.trim())
  if (names.includes(subprotocols.proto)) return 'proto'
  if (names.includes(subprotocols.json)) return 'json'
  // Told by a close code: a browser sees nothing of a refused upgrade.
  if (names.some(isOtherVersion)) return 'proto'
  throw new Refusal('invalid_input', {
    field: 'Sec-WebSocket-Protocol',
    issue: `Offer ${subprotocols.proto} or ${subprotocols.json}`,
  })
}

/** A version of our subprotocols that is not spoken here. */
export function isOtherVersion(name: string): boolean {
  return /^tutti\.v\d{1,3}\.(?:proto|json)$/.test(name)
}

/** Two headers, or two tokens in one, are no token. */
function tokenOf({ headersDistinct }: IncomingMessage): string | undefined {
  const values = headersDistinct['authorization']
  if (values?.length !== 1) return undefined
  const match = /^(?:bearer|jwt) +([^\s,]+)$/i.exec(values[0]?.trim() ?? '')
  return match?.[1]
}
