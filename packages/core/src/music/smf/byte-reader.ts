/** Reads big-endian numbers from bytes and throws a RangeError rather than read past their end. */
export class ByteReader {
  readonly #bytes: Uint8Array
  #position = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get left(): number {
    return this.#bytes.length - this.#position
  }

  peek(): number {
    const byte = this.#bytes[this.#position]
    if (byte === undefined) throw new RangeError('Unexpected end.')
    return byte
  }

  byte(): number {
    const byte = this.peek()
    this.#position += 1
    return byte
  }

  number(byteCount: number): number {
    let value = 0
    for (let count = 0; count < byteCount; count += 1) value = value * 256 + this.byte()
    return value
  }

  /** A variable-length quantity: seven bits a byte, at most four bytes. */
  quantity(): number {
    let value = 0
    for (let count = 0; count < 4; count += 1) {
      const byte = this.byte()
      value = value * 128 + (byte & 0x7f)
      if (byte < 0x80) return value
    }
    throw new RangeError('A quantity longer than four bytes.')
  }

  bytes(count: number): Uint8Array {
    if (count > this.left) throw new RangeError('Unexpected end.')
    this.#position += count
    return this.#bytes.subarray(this.#position - count, this.#position)
  }

  /** A short mark of ASCII letters. */
  mark(): string {
    return String.fromCharCode(...this.bytes(4))
  }
}
