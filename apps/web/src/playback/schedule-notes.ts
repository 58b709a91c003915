/** Later than this a struck note would sound wrong, so it is left out. */
const latestMs = 60

/**
 * When to play an event that is due at `dueMs`, or undefined to leave it out. A late note-on is played at once up to
 * 60 ms late; everything else is never dropped, so that nothing hangs.
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
