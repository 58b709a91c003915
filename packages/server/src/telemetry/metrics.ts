import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What is read when somebody asks for the figures, and costs nothing until then. */
export interface MetricSources {
  readonly connections: () => number
  readonly participants: () => number
  readonly rooms: () => number
  readonly noteMessages: () => number
  readonly chatMessages: () => number
  readonly hashesWaiting: () => number
  readonly databaseWaiting: () => number
  readonly mailWaiting?: () => Promise<number>
}

export interface AnsweredRequest {
  readonly dialect: string
  readonly route: string
  readonly method: string
  readonly status: number
  readonly durationMs: number
  readonly operation: string | undefined
  readonly refused: string | undefined
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** The figures of one server, in the text format of Prometheus. Labels are few and never name anybody (P-087). */
export class Metrics implements Disposable {
  readonly #registry = new Registry()
  readonly #loop = monitorEventLoopDelay({ resolution: 20 })
  readonly #requests = new Counter({
    name: 'http_requests_total',
    help: 'Requests that were answered.',
    labelNames: ['route', 'method', 'status', 'dialect'],
    registers: [this.#registry],
  })
  readonly #durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'How long answers took.',
    labelNames: ['route', 'method', 'dialect'],
    buckets: secondsBuckets,
    registers: [this.#registry],
  })
  readonly #logins = new Counter({
    name: 'auth_login_total',
    help: 'Attempts to log in, by what came of them.',
    labelNames: ['result'],
    registers: [this.#registry],
  })

  constructor(sources: MetricSources) {
    for (const result of loginResults) this.#logins.inc({ result }, 0)
    this.#loop.enable()
    this.#readActivity(sources)
    this.#readQueues(sources)
    this.#readProcess()
  }

  get contentType(): string {
    return this.#registry.contentType
  }

  render(): Promise<string> {
    return this.#registry.metrics()
  }

  answered({ dialect, route, method: asked, status, durationMs, operation, refused }: AnsweredRequest): void {
    const method = methods.has(asked) ? asked : 'other'
    this.#requests.inc({ route, method, status, dialect })
    this.#durations.observe({ route, method, dialect }, durationMs / 1000)
    if (operation === 'logIn') this.#logins.inc({ result: resultOf(refused) })
  }

  [Symbol.dispose](): void {
    this.#loop.disable()
    this.#registry.clear()
  }

  #readActivity({ connections, participants, rooms, noteMessages, chatMessages }: MetricSources): void {
    this.#gauge('tutti_sockets', 'Open WebSocket connections.', connections)
    this.#gauge('tutti_participants', 'People in rooms, listeners too.', participants)
    this.#gauge('tutti_rooms', 'Rooms that somebody is in.', rooms)
    this.#total('tutti_note_messages_total', 'Messages of notes that were played.', noteMessages)
    this.#total('tutti_chat_messages_total', 'Chat messages that came in.', chatMessages)
  }

  #readQueues({ hashesWaiting, databaseWaiting, mailWaiting }: MetricSources): void {
    this.#gauge('tutti_password_queue', 'Passwords that wait to be hashed.', hashesWaiting)
    this.#gauge('tutti_database_queue', 'Queries that wait for an answer.', databaseWaiting)
    if (mailWaiting) this.#gauge('tutti_mail_outbox', 'Mails that wait to be sent.', mailWaiting)
  }

  #readProcess(): void {
    const loop = this.#loop
    this.#gauge('process_resident_memory_bytes', 'Memory of the process.', () => process.memoryUsage.rss())
    this.#gauge('nodejs_heap_used_bytes', 'Memory that JavaScript holds.', () => process.memoryUsage().heapUsed)
    this.#total('process_cpu_seconds_total', 'Processor time, of all threads.', () => {
      const { user, system } = process.cpuUsage()
      return (user + system) / 1e6
    })
    const lag = new Gauge({
      name: 'nodejs_eventloop_lag_seconds',
      help: 'How late timers were since this was last read.',
      labelNames: ['quantile'],
      registers: [],
      collect() {
        for (const quantile of [50, 99, 100]) {
          this.set({ quantile: String(quantile / 100) }, Math.max(0, loop.percentile(quantile) / 1e9 - 0.02))
        }
        loop.reset()
      },
    })
    this.#registry.registerMetric(lag)
  }

  #gauge(name: string, help: string, read: () => number | Promise<number>): void {
    const gauge = new Gauge({
      name,
      help,
      registers: [],
      async collect() {
        this.set(await read())
      },
    })
    this.#registry.registerMetric(gauge)
  }

  /** Counted elsewhere. */
  #total(name: string, help: string, read: () => number): void {
    const total = new Counter({
      name,
      help,
      registers: [],
      collect() {
        this.reset()
        this.inc(read())
      },
    })
    this.#registry.registerMetric(total)
  }
}

const loginResults = ['success', 'failure', 'refused'] as const

/** A refused attempt was not let guess: limits, suspension, an overloaded server. */
function resultOf(refused: string | undefined): (typeof loginResults)[number] {
  if (refused === undefined) return 'success'
  return refused === 'wrong_credentials' ? 'failure' : 'refused'
}
