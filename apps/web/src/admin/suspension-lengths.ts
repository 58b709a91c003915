const dayMs = 86_400_000

export const suspensionLengths = [
  { value: '1', label: 'A day' },
  { value: '7', label: 'A week' },
  { value: '30', label: '30 days' },
  { value: 'always', label: 'Until it is lifted' },
] as const

export type SuspensionLength = (typeof suspensionLengths)[number]['value']

/** When something of that length that begins now is over; null until it is lifted. */
export function untilOf(length: SuspensionLength, nowMs: number): string | null {
  return length === 'always' ? null : new Date(nowMs + Number(length) * dayMs).toISOString()
}
