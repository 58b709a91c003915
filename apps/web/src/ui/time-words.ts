const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const recentMs = 7 * dayMs

const steps = [
  ['day', dayMs],
  ['hour', hourMs],
  ['minute', minuteMs],
] as const

/** How long ago a moment was, or its day when that is a while; both as epoch ms. */
export function agoWords(atMs: number, nowMs: number): string {
  const agoMs = nowMs - atMs
  if (agoMs < minuteMs) return 'just now'
  if (agoMs >= recentMs) return dayWords(atMs)
  const [unit, unitMs] = steps.find(([, ms]) => agoMs >= ms) ?? ['minute', minuteMs]
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(-Math.floor(agoMs / unitMs), unit)
}

export function dayWords(atMs: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(atMs)
}

export function momentWords(atMs: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(atMs)
}
