const forgivenMs = 10_000
const forgiven = 9

/** What is forgiven nine times in ten seconds. */
export class Breaches {
  #atMs: readonly number[] = []

  /** True for the tenth. */
  add(nowMs: number): boolean {
    this.#atMs = [...this.#atMs.filter((atMs) => nowMs - atMs < forgivenMs), nowMs]
    return this.#atMs.length > forgiven
  }
}
