/** Later than this a struck note would sound wrong, so it is left out. */
export const latestMs = 60

/**
 * When to play an event that is due at `dueMs`, or undefined to leave it out: a note-on up to 60 ms late is played at
 * once, a later one is not; everything else is never left out, so that nothing hangs.
 */
export function playTime({
  dueMs,
  nowMs,
  isNoteOn,
}: {
  readonly dueMs: number
  readonly nowMs: number
  readonly isNoteOn: boolean
}): number | undefined {
  if (dueMs >= nowMs) return dueMs
  if (isNoteOn && nowMs - dueMs > latestMs) return undefined
  return nowMs
}
