import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { fairWeather, ShapedPipe, type Weather } from './shaped-pipe.ts'

/** `up`: from the client to the server. */
export type Direction = 'up' | 'down'

export interface FlakyProxyOptions {
  /** Of the server behind it, on this machine. */
  readonly port: number
  readonly up?: Partial<Weather>
  readonly down?: Partial<Weather>
  /** 0 inclusive to 1 exclusive; seeded, a run can be repeated. */
  readonly random?: () => number
}

/** One TCP connection through the proxy. */
export class FlakyLink {
  readonly #client: Socket
  readonly #server: Socket
  readonly #pipes: Readonly<Record<Direction, ShapedPipe>>
  #isOpen = true

  constructor(client: Socket, server: Socket, pipes: Readonly<Record<Direction, ShapedPipe>>) {
    this.#client = client
    this.#server = server
    this.#pipes = pipes
    for (const socket of [client, server]) {
      socket.on('error', () => this.reset())
      socket.on('close', () => this.#closeWhenBothAre())
    }
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  shape(direction: Direction, weather: Partial<Weather>): void {
    this.#pipes[direction].shape(weather)
  }

  /** Both sides get an RST; whatever was on its way is lost. */
  reset(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.#dispose()
    this.#client.resetAndDestroy()
    this.#server.resetAndDestroy()
  }

  /** The receiver of this direction sees an end once what is on its way has arrived; the other direction goes on. */
  halfClose(direction: Direction): void {
    this.#pipes[direction].end()
  }

  #closeWhenBothAre(): void {
    if (!this.#client.destroyed || !this.#server.destroyed) return
    this.#isOpen = false
    this.#dispose()
  }

  #dispose(): void {
    this.#pipes.up[Symbol.dispose]()
    this.#pipes.down[Symbol.dispose]()
  }
}

/** A TCP proxy on a free port of this machine, in front of a server, with the weather of a bad network. */
export class FlakyProxy implements AsyncDisposable {
  readonly port: number
  readonly #server: Server
  readonly #links: Set<FlakyLink>
  readonly #weathers: Record<Direction, Partial<Weather>>

  private constructor(server: Server, links: Set<FlakyLink>, weathers: Record<Direction, Partial<Weather>>) {
    this.#server = server
    this.#links = links
    this.#weathers = weathers
    this.port = (server.address() as AddressInfo).port
  }

  static async start({ port, up = {}, down = {}, random = Math.random }: FlakyProxyOptions): Promise<FlakyProxy> {
    const links = new Set<FlakyLink>()
    const weathers = { up, down }
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
      const upstream = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true })
      const pipes = {
        up: new ShapedPipe({ from: client, to: upstream, weather: { ...fairWeather, ...weathers.up }, random }),
        down: new ShapedPipe({ from: upstream, to: client, weather: { ...fairWeather, ...weathers.down }, random }),
      }
      links.add(new FlakyLink(client, upstream, pipes))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new FlakyProxy(server, links, weathers)
  }

  /** Those that are open, oldest first. */
  get links(): readonly FlakyLink[] {
    for (const link of this.#links) if (!link.isOpen) this.#links.delete(link)
    return [...this.#links]
  }

  /** For the links there are and those to come. */
  shape(direction: Direction, weather: Partial<Weather>): void {
    this.#weathers[direction] = { ...this.#weathers[direction], ...weather }
    for (const link of this.links) link.shape(direction, weather)
  }

  /** Resets every link. */
  reset(): void {
    for (const link of this.links) link.reset()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.reset()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }
}
