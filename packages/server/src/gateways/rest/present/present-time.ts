/** `YYYY-MM-DDThh:mm:ss.SSSZ` (B-043). */
export function presentTime(epochMs: number): string {
  return new Date(epochMs).toISOString()
}
