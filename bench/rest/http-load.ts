import { connect, type Socket } from 'node:net'
import { cpuSeconds } from '../measure/process-figures.ts'
import { Histogram } from '../measure/histogram.ts'
import { ResponseReader } from './response-reader.ts'

export interface HttpLoad {
  readonly port: number
  readonly serverPid: number
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly connections: number
  /** Requests of one connection that are under way at a time. */
  readonly pipelined: number
  readonly warmUpSeconds: number
  readonly seconds: number
}

export interface HttpFigures {
  readonly requestsPerSecond: number
  readonly p50Us: number
  readonly p99Us: number
  /** Answers that were not 200. */
  readonly refused: number
  readonly bytesPerAnswer: number
  /** Of all threads, in microseconds of one core; null where it cannot be read. What other programs do adds little to it. */
  readonly serverCpuUs: number | null
  /** Of one core, by the generator itself: near 1 it is the bottleneck. */
  readonly generatorCpu: number
}

/** Asks as fast as it is answered. @throws Error when a connection breaks. */
export async function loadHttp(load: HttpLoad): Promise<HttpFigures> {
  const run = new Run(load)
  await run.start()
  try {
    await run.wait(load.warmUpSeconds)
    run.clear()
    const cpuBefore = process.cpuUsage()
    const serverBefore = cpuSeconds(load.serverPid)
    const startedAt = performance.now()
    await run.wait(load.seconds)
    const seconds = (performance.now() - startedAt) / 1000
    const { user, system } = process.cpuUsage(cpuBefore)
    const serverAfter = cpuSeconds(load.serverPid)
    const serverSeconds = serverBefore === undefined || serverAfter === undefined ? null : serverAfter - serverBefore
    return run.figures({ seconds, serverSeconds, generatorCpu: (user + system) / 1e6 / seconds })
  } finally {
    run.stop()
  }
}

interface Measured {
  readonly seconds: number
  readonly serverSeconds: number | null
  readonly generatorCpu: number
}

class Run {
  readonly #load: HttpLoad
  readonly #request: Buffer
  readonly #latencies = new Histogram()
  readonly #sockets: Socket[] = []
  #answered = 0
  #refused = 0
  #bytes = 0
  #broken: Error | undefined

  constructor(load: HttpLoad) {
    this.#load = load
    const lines = Object.entries({ Host: `127.0.0.1:${load.port}`, ...load.headers }).map((pair) => pair.join(': '))
    this.#request = Buffer.from([`GET ${load.path} HTTP/1.1`, ...lines, '', ''].join('\r\n'))
  }

  async start(): Promise<void> {
    for (let index = 0; index < this.#load.connections; index += 1) await this.#open()
    for (const socket of this.#sockets) socket.emit('begin')
  }

  async wait(seconds: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
    if (this.#broken) throw this.#broken
  }

  clear(): void {
    this.#latencies.clear()
    this.#answered = 0
    this.#refused = 0
    this.#bytes = 0
  }

  figures({ seconds, serverSeconds, generatorCpu }: Measured): HttpFigures {
    return {
      requestsPerSecond: this.#answered / seconds,
      p50Us: this.#latencies.quantile(0.5) / 1000,
      p99Us: this.#latencies.quantile(0.99) / 1000,
      refused: this.#refused,
      bytesPerAnswer: this.#bytes / Math.max(1, this.#answered),
      serverCpuUs: serverSeconds === null ? null : (serverSeconds * 1e6) / Math.max(1, this.#answered),
      generatorCpu,
    }
  }

  stop(): void {
    for (const socket of this.#sockets) socket.removeAllListeners('close').destroy()
  }

  #open(): Promise<void> {
    const socket = connect({ port: this.#load.port, host: '127.0.0.1', noDelay: true })
    this.#sockets.push(socket)
    const sentAt: number[] = []
    const ask = (): void => {
      sentAt.push(performance.now())
      socket.write(this.#request)
    }
    const reader = new ResponseReader((status, sizeBytes) => {
      this.#latencies.add((performance.now() - (sentAt.shift() ?? 0)) * 1e6)
      this.#answered += 1
      this.#bytes += sizeBytes
      if (status !== 200) this.#refused += 1
      ask()
    })
    const broken = (): void => {
      this.#broken ??= new Error('The server has closed a connection')
    }
    socket
      .on('data', (chunk: Buffer) => reader.read(chunk))
      .on('error', broken)
      .on('close', broken)
    socket.once('begin', () => {
      for (let index = 0; index < this.#load.pipelined; index += 1) ask()
    })
    return new Promise((resolve) => socket.once('connect', resolve))
  }
}
