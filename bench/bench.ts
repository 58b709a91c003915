/** One thing that is measured; it prints Markdown on stdout and its progress on stderr. */
export interface Bench {
  /** One line. */
  readonly summary: string
  readonly help: string
  readonly run: (args: readonly string[]) => Promise<void>
}
