/** Removes what has grown old. Times are epoch milliseconds; what is exactly as old stays. */
export interface RetentionStore {
  /** What was said before, in every room. Places in a room are never given again. */
  removeMessages(beforeMs: number): Promise<void>
  /** An entry of the last 30 days stays, whatever is asked. */
  removeAuditEntries(beforeMs: number): Promise<void>
  /** Guests who were last seen before, own no room and are not suspended, with their sessions. */
  removeGuests(unseenSinceMs: number): Promise<void>
}
