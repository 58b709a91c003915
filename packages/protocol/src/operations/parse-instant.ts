import { z } from 'zod'

const dateAndTime = z.iso.datetime({ offset: true, local: true })
const date = z.iso.date()

/**
 * Milliseconds since the epoch of a date, or a date and time, of ISO 8601; without an offset it is UTC. Undefined for
 * anything else, such as 30 February.
 */
export function parseInstant(text: string): number | undefined {
  const isDate = date.safeParse(text).success
  if (!isDate && !dateAndTime.safeParse(text).success) return undefined
  const hasZone = isDate || /(?:Z|[+-]\d\d:?\d\d)$/i.test(text)
  const instant = Date.parse(hasZone ? text : `${text}Z`)
  return Number.isNaN(instant) ? undefined : instant
}
