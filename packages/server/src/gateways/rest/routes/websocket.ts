import { subprotocols } from '@tutti/protocol/realtime'
import { operations } from '@tutti/protocol/rest'
import { handle, type Route } from '../handle.ts'
import { presentTime } from '../present/present-time.ts'

/** Longer than any origin: what is cut here belongs to no page. */
const longestOrigin = 300

export const websocketRoutes: readonly Route[] = [
  handle(operations.createTicket, async ({ needs, caller, source }) => {
    const origin = source.origin?.slice(0, longestOrigin)
    const { payload, expiresAtMs } = await needs.socketTickets.issue({
      userId: caller.user.id,
      sessionId: caller.sessionId,
      ...(origin !== undefined && { origin }),
    })
    const base = (needs.publicUrl ?? source.url.origin).replace(/^http/, 'ws')
    return {
      payload,
      url: `${base}/api/websocket/${payload}`,
      protocols: Object.values(subprotocols),
      expiresAt: presentTime(expiresAtMs),
    }
  }),
]
