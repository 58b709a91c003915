/** Rooms and users are shown again and again, and writing their times anew costs more than all else of them. */
const written = new Map<number, string>()
const mostWritten = 4_096

/** `YYYY-MM-DDThh:mm:ss.SSSZ` (B-043); null for what has no time. */
export function presentTime(epochMs: number): string
export function presentTime(epochMs: number | null): string | null
export function presentTime(epochMs: number | null): string | null {
  if (epochMs === null) return null
  const known = written.get(epochMs)
  if (known !== undefined) return known
  const text = new Date(epochMs).toISOString()
  if (written.size >= mostWritten) written.clear()
  written.set(epochMs, text)
  return text
}
