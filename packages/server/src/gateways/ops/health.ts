import type { Clock } from '@tutti/core'

/** Rejects, or never ends, when the service does not do its work. */
export type Probe = (signal: AbortSignal) => Promise<void>

export interface HealthNeeds {
  /** By the name of the service. */
  readonly probes: Readonly<Record<string, Probe>>
  readonly clock: Clock
  readonly lifecycle: { readonly isDraining: boolean }
}

export interface Health {
  readonly status: 'healthy' | 'unhealthy' | 'draining'
  readonly services: Readonly<
    Record<string, { readonly status: 'healthy' | 'unhealthy'; readonly response_ms: number }>
  >
}

const patienceMs = 2_000
/** However many ask, the services are asked once in this time. */
const freshMs = 500

/** Whether each service that the server leans on does its work, said without saying what they are (P-086). */
export function createHealth({ probes, clock, lifecycle }: HealthNeeds): () => Promise<Health> {
  let latest: { readonly atMs: number; readonly services: Promise<Health['services']> } | undefined

  return async () => {
    const nowMs = clock.now()
    if (!latest || nowMs - latest.atMs >= freshMs) latest = { atMs: nowMs, services: probeAll(probes, clock) }
    const services = await latest.services
    if (lifecycle.isDraining) return { status: 'draining', services }
    const isHealthy = Object.values(services).every(({ status }) => status === 'healthy')
    return { status: isHealthy ? 'healthy' : 'unhealthy', services }
  }
}

async function probeAll(probes: HealthNeeds['probes'], clock: Clock): Promise<Health['services']> {
  const answers = Object.entries(probes).map(async ([name, probe]) => {
    const startedAtMs = clock.now()
    const status = await succeeds(probe)
    return [name, { status, response_ms: Math.round(clock.now() - startedAtMs) }] as const
  })
  return Object.fromEntries(await Promise.all(answers))
}

async function succeeds(probe: Probe): Promise<'healthy' | 'unhealthy'> {
  const signal = AbortSignal.timeout(patienceMs)
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('no answer in time')), { once: true })
  })
  try {
    await Promise.race([probe(signal), late])
    return 'healthy'
  } catch {
    return 'unhealthy'
  }
}
