import type { Socket } from 'node:net'

/** How one direction of a link behaves. */
export interface Weather {
  /** Every byte arrives this much later. */
  readonly delayMs: number
  /** … and up to this much more, anew for each chunk. Bytes never overtake each other, as TCP has it. */
  readonly jitterMs: number
  /** 0: as fast as the machine. */
  readonly bytesPerSecond: number
  /** 0 to 1: how likely a chunk, and with it all behind it, is held up for `stallMs`. */
  readonly stallChance: number
  readonly stallMs: number
  /** Nothing is read any more: the sender sees its buffers fill up, and neither an end nor an error. */
  readonly isStalled: boolean
}

export const fairWeather: Weather = {
  delayMs: 0,
  jitterMs: 0,
  bytesPerSecond: 0,
  stallChance: 0,
  stallMs: 0,
  isStalled: false,
}

interface Waiting {
  readonly bytes: Buffer
  readonly dueMs: number
}

interface Parts {
  readonly from: Socket
  readonly to: Socket
  readonly weather: Weather
  /** 0 inclusive to 1 exclusive. */
  readonly random: () => number
}

/** More is left in the kernel's buffers, so that the sender feels it. */
const mostHeldBytes = 256 * 1024

/** One direction of a TCP link through weather. */
export class ShapedPipe implements Disposable {
  readonly #from: Socket
  readonly #to: Socket
  readonly #random: () => number
  #weather: Weather
  #waiting: Waiting[] = []
  #heldBytes = 0
  #lastDueMs = 0
  #hasEnded = false
  #timer: NodeJS.Timeout | undefined

  constructor({ from, to, weather, random }: Parts) {
    this.#from = from
    this.#to = to
    this.#weather = weather
    this.#random = random
    from.on('data', (bytes) => this.#hold(Buffer.from(bytes)))
    from.on('end', () => {
      this.#hasEnded = true
      this.#release()
    })
    to.on('drain', () => this.#flow())
    this.#flow()
  }

  shape(weather: Partial<Weather>): void {
    this.#weather = { ...this.#weather, ...weather }
    this.#flow()
    this.#release()
  }

  /** Ends this direction; the other one goes on. */
  end(): void {
    this.#hasEnded = true
    this.#release()
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer)
    this.#waiting = []
  }

  #hold(bytes: Buffer): void {
    this.#waiting.push({ bytes, dueMs: this.#dueMs(bytes.length) })
    this.#heldBytes += bytes.length
    this.#flow()
    this.#release()
  }

  #dueMs(sizeBytes: number): number {
    const { delayMs, jitterMs, bytesPerSecond, stallChance, stallMs } = this.#weather
    const stallsMs = stallChance > 0 && this.#random() < stallChance ? stallMs : 0
    const earliestMs = performance.now() + delayMs + this.#random() * jitterMs + stallsMs
    const onTheWireMs = bytesPerSecond > 0 ? (sizeBytes / bytesPerSecond) * 1000 : 0
    this.#lastDueMs = Math.max(this.#lastDueMs, earliestMs) + onTheWireMs
    return this.#lastDueMs
  }

  #flow(): void {
    const mayFlow = !this.#weather.isStalled && this.#heldBytes < mostHeldBytes && !this.#to.writableNeedDrain
    if (mayFlow) this.#from.resume()
    else this.#from.pause()
  }

  #release(): void {
    clearTimeout(this.#timer)
    if (this.#weather.isStalled) return
    const nowMs = performance.now()
    while (this.#waiting[0] && this.#waiting[0].dueMs <= nowMs) this.#passOn(this.#waiting[0].bytes)
    const [next] = this.#waiting
    if (next) this.#timer = setTimeout(() => this.#release(), next.dueMs - nowMs)
    else if (this.#hasEnded && this.#to.writable) this.#to.end()
  }

  #passOn(bytes: Buffer): void {
    this.#waiting.shift()
    this.#heldBytes -= bytes.length
    if (this.#to.writable) this.#to.write(bytes)
    this.#flow()
  }
}
