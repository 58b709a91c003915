import type { Clock } from '../ports/clock.ts'
import type { InstanceStore } from '../ports/instance-store.ts'
import { issue } from '../issues.ts'
import { Refusal } from '../refusal.ts'
import type { Actor } from './actor.ts'
import { auditEntry } from './audit-entry.ts'
import { noMaintenance, type Maintenance } from './maintenance.ts'
import { parseRemark } from './reason.ts'

export interface SetMaintenance {
  readonly actor: Actor
  readonly isOn: boolean
  readonly message?: string | undefined
  readonly retryAfterMs?: number | undefined
}

interface Needs {
  readonly instance: InstanceStore
  readonly clock: Clock
}

const longestRetryMs = 24 * 60 * 60 * 1000

/** @throws Refusal `invalid_input`. */
export async function setMaintenance({ instance, clock }: Needs, request: SetMaintenance): Promise<Maintenance> {
  const message = parseRemark(request.message ?? '', 'message')
  const retryAfterMs = request.retryAfterMs ?? noMaintenance.retryAfterMs
  if (!(retryAfterMs >= 1000 && retryAfterMs <= longestRetryMs)) {
    throw new Refusal('invalid_input', { field: 'retryAfter', ...issue('not_within_a_day') })
  }
  const maintenance = { isOn: request.isOn, message, retryAfterMs }
  const details = { switched: request.isOn ? 'on' : 'off', message: message || null }
  const atMs = Math.round(clock.now())
  const entry = auditEntry({ actor: request.actor, atMs, action: 'maintenance_changed', details })
  await instance.setMaintenance(maintenance, entry)
  return maintenance
}
