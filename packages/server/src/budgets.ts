import type { Budget } from '@tutti/core'
import type { MostConnections } from './gateways/realtime/connection-caps.ts'
import type { RealtimeLimits } from './gateways/realtime/realtime-limits.ts'
import type { RequestLimits } from './gateways/rest/limits/request-limits.ts'
import type { Log } from './telemetry/log.ts'
import type { Config } from './config/load-config.ts'

export interface Budgets {
  readonly requests: RequestLimits
  readonly loginFailures: Budget
  readonly badTickets: Budget
  /** Of one user, over HTTP and sockets. */
  readonly roomsOpened: Budget
  readonly realtime: RealtimeLimits
  readonly mostConnections: MostConnections
}

const minuteMs = 60_000

/** What may be asked how often; undefined, and said aloud, when nothing is counted. */
export function budgetsOf(config: Config, log: Log): Budgets | undefined {
  if (config.limits === 'off') {
    log.warn({ event: 'limits_off', about: 'Requests are not counted: anybody may guess passwords without end.' })
    return undefined
  }
  const perMinute = (name: string, limit: number): Budget => ({ name, limit, windowMs: minuteMs })
  const roomsOpened = { name: 'rooms-opened', limit: config.limitsRooms, windowMs: 60 * minuteMs }
  return {
    requests: {
      general: perMinute('general', config.limitsGeneral),
      wide: perMinute('wide', config.limitsBlueprint),
      auth: perMinute('auth', config.limitsAuth),
      guest: perMinute('guest', config.limitsGuest),
      upload: perMinute('upload', config.limitsUpload),
      billing: perMinute('billing', config.limitsBilling),
    },
    loginFailures: { name: 'login-failures', limit: config.limitsLoginFailures, windowMs: 15 * minuteMs },
    badTickets: perMinute('tickets', config.limitsTickets),
    roomsOpened,
    realtime: {
      framesPerSecond: config.limitsFrames,
      chat: { name: 'chat', limit: config.limitsChat, windowMs: 5_000 },
      joins: { name: 'joins', limit: config.limitsJoins, windowMs: 10_000 },
      roomsOpened,
    },
    mostConnections: { perUser: config.socketsPerUser, perAddress: config.socketsPerAddress },
  }
}
