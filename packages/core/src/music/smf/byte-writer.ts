import { writeDelta } from '../midi-events.ts'

/** Big-endian numbers into bytes that grow as they are needed. */
export class ByteWriter {
  #bytes: Uint8Array
  #length = 0

  constructor(expectedBytes = 256) {
    this.#bytes = new Uint8Array(Math.max(16, expectedBytes))
  }

  get length(): number {
    return this.#length
  }

  byte(value: number): void {
    this.#makeRoom(1)
    this.#bytes[this.#length++] = value
  }

  number(value: number, byteCount: number): void {
    this.#makeRoom(byteCount)
    for (let place = byteCount - 1; place >= 0; place -= 1) {
      this.#bytes[this.#length++] = Math.floor(value / 256 ** place) % 256
    }
  }

  /** A variable-length quantity below 2^28. */
  quantity(value: number): void {
    this.#makeRoom(4)
    this.#length = writeDelta(this.#bytes, this.#length, value)
  }

  bytes(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length)
    this.#bytes.set(bytes, this.#length)
    this.#length += bytes.length
  }

  /** What was written so far, and nothing after it: a copy. */
  taken(): Uint8Array {
    return this.#bytes.slice(0, this.#length)
  }

  clear(): void {
    this.#length = 0
  }

  #makeRoom(more: number): void {
    if (this.#length + more <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more))
    grown.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = grown
  }
}
