export interface FrameSink {
  /** A whole frame. Its payload lies in `bytes` from `at` on, and only until this returns. */
  frame(opcode: number, bytes: Uint8Array, at: number, length: number): void
}

const longestHeader = 10

/**
 * Finds the frames in what a WebSocket server sends (unmasked, RFC 6455 §5.2), however TCP cut them. A frame that came
 * in one piece is read in place; only a frame that was cut is copied.
 */
export class FrameReader {
  readonly #sink: FrameSink
  #carry = new Uint8Array(256)
  #carried = 0

  constructor(sink: FrameSink) {
    this.#sink = sink
  }

  /** Reads `bytes` up to `end`. They may be reused afterwards. */
  push(bytes: Uint8Array, end: number): void {
    let at = this.#carried === 0 ? 0 : this.#completeCarried(bytes, end)
    for (;;) {
      const header = headerSize(bytes, at, end)
      if (header === 0) break
      const length = payloadSize(bytes, at)
      const next = at + header + length
      if (next > end) break
      this.#sink.frame((bytes[at] ?? 0) & 0x0f, bytes, at + header, length)
      at = next
    }
    if (at < end) this.#keep(bytes, at, end)
  }

  /** Returns the position after the cut frame, or `end` when that frame goes on. */
  #completeCarried(bytes: Uint8Array, end: number): number {
    let at = 0
    while (at < end) {
      const header = headerSize(this.#carry, 0, this.#carried)
      const wanted = header === 0 ? this.#carried + 1 : header + payloadSize(this.#carry, 0)
      const next = Math.min(end, at + wanted - this.#carried)
      this.#keep(bytes, at, next)
      at = next
      if (header > 0 && this.#carried === wanted) return this.#emitCarried(header, at)
      if (header === 0 && this.#isEmptyFrame()) return this.#emitCarried(2, at)
    }
    return at
  }

  #isEmptyFrame(): boolean {
    return this.#carried === 2 && this.#carry[1] === 0
  }

  #emitCarried(header: number, at: number): number {
    this.#sink.frame((this.#carry[0] ?? 0) & 0x0f, this.#carry, header, this.#carried - header)
    this.#carried = 0
    return at
  }

  #keep(bytes: Uint8Array, at: number, end: number): void {
    const needed = this.#carried + end - at
    if (needed > this.#carry.length) {
      const larger = new Uint8Array(Math.max(needed, this.#carry.length * 2) + longestHeader)
      larger.set(this.#carry.subarray(0, this.#carried))
      this.#carry = larger
    }
    this.#carry.set(bytes.subarray(at, end), this.#carried)
    this.#carried = needed
  }
}

/** 2, 4 or 10; 0 when the header is not all there yet. */
function headerSize(bytes: Uint8Array, at: number, end: number): number {
  if (end - at < 2) return 0
  const short = bytes[at + 1] ?? 0
  const size = short < 126 ? 2 : short === 126 ? 4 : longestHeader
  return end - at < size ? 0 : size
}

function payloadSize(bytes: Uint8Array, at: number): number {
  const short = bytes[at + 1] ?? 0
  if (short < 126) return short
  const longer = short === 126 ? 2 : 8
  let size = 0
  for (let index = 0; index < longer; index += 1) size = size * 256 + (bytes[at + 2 + index] ?? 0)
  return size
}
