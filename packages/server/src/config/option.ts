import type { z } from 'zod'

export interface OptionShape<Schema extends z.ZodType = z.ZodType> {
  readonly env: `TUTTI_${string}`
  /** A name that other programs set; ours wins. */
  readonly alias?: string
  /** Reads text; a value of the command line and of the environment is never anything else. */
  readonly schema: Schema
  /** What is used when nothing is given; undefined where the option may stay unset. */
  readonly fallback: z.output<Schema> | undefined
  readonly about: string
  /** Completes "must be …". */
  readonly allowed: string
  /** What the help shows instead of the fallback. */
  readonly fallbackText?: string
  /** Set where a value is not to be repeated, not even when it is wrong. */
  readonly isSecret?: true
}

/** Declares one option. Its command line flag is its environment name, written `--like-this`. */
export function option<const Shape extends OptionShape>(shape: Shape): Shape {
  return shape
}

/** `TUTTI_DATA_DIR` → `--data-dir`. */
export function flagOf(env: string): string {
  return `--${env
    .replace(/^TUTTI_/, '')
    .toLowerCase()
    .replaceAll('_', '-')}`
}
