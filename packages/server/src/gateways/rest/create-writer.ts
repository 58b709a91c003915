import type { Dialect } from '@tutti/protocol/dialects'
import type { z } from 'zod'
import { createPresenter } from './presenter.ts'

/** The JSON of an answer, or of one item of it, in the dialect's names. */
export type Write = (value: unknown) => string

/**
 * Writing an answer costs more than finding it. What is frozen is the same to everybody who asks, so that it is written
 * once: see `sharedView`.
 */
export function createWriter(dialect: Dialect, schema: z.ZodType): Write {
  const present = createPresenter(dialect, schema)
  const written = new WeakMap<object, string>()
  return (value) => {
    if (typeof value !== 'object' || value === null || !Object.isFrozen(value)) return JSON.stringify(present(value))
    const known = written.get(value)
    if (known !== undefined) return known
    const text = JSON.stringify(present(value))
    written.set(value, text)
    return text
  }
}

/** Stands where the JSON of what is answered goes: no envelope says this of its own. */
const gap = '\u0000answer\u0000'
const gapText = JSON.stringify(gap)

/** Puts JSON that is written already into an envelope, which `wrap` builds around what it is given. */
export function writeEnvelope(wrap: (data: unknown) => unknown, text: string): string {
  const around = JSON.stringify(wrap(gap))
  const start = around.indexOf(gapText)
  return around.slice(0, start) + text + around.slice(start + gapText.length)
}
