const endOfHead = Buffer.from('\r\n\r\n')
const lengthName = /\r\ncontent-length: (\d+)/i

/** Finds where answers end in what a connection brings. They must tell their length. */
export class ResponseReader {
  readonly #onAnswer: (status: number, sizeBytes: number) => void
  #rest: Buffer = Buffer.alloc(0)
  /** Bytes of the present answer that are still to come; its head has been read. */
  #missing = 0
  #status = 0
  #sizeBytes = 0

  constructor(onAnswer: (status: number, sizeBytes: number) => void) {
    this.#onAnswer = onAnswer
  }

  /** @throws Error for an answer without a length. */
  read(chunk: Buffer): void {
    let data = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk
    for (;;) {
      if (this.#missing > data.length) {
        this.#missing -= data.length
        this.#rest = Buffer.alloc(0)
        return
      }
      if (this.#sizeBytes > 0) {
        data = data.subarray(this.#missing)
        this.#finish()
      }
      const end = data.indexOf(endOfHead)
      if (end === -1) break
      this.#begin(data.toString('latin1', 0, end + 2), end + endOfHead.length)
      data = data.subarray(end + endOfHead.length)
    }
    this.#rest = data
  }

  #begin(head: string, headBytes: number): void {
    const length = lengthName.exec(head)?.[1]
    if (length === undefined) throw new Error(`An answer without a length:\n${head}`)
    this.#status = Number(head.slice(9, 12))
    this.#missing = Number(length)
    this.#sizeBytes = headBytes + this.#missing
  }

  #finish(): void {
    const [status, sizeBytes] = [this.#status, this.#sizeBytes]
    this.#missing = 0
    this.#sizeBytes = 0
    this.#onAnswer(status, sizeBytes)
  }
}
