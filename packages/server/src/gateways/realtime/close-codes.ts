/** Why a connection is closed by the server. 4000–4499: connect again; 4500–4999: do not. */
export const closeCodes = {
  bye: 1000,
  goingAway: 1001,
  unsupportedData: 1003,
  abnormal: 1006,
  internal: 1011,
  restart: 1012,
  heartbeat: 4007,
  rateLimited: 4008,
  slow: 4009,
  authEnded: 4501,
  banned: 4503,
  resumedElsewhere: 4504,
  tooManyConnections: 4505,
  badFrames: 4511,
  version: 4512,
} as const

/** Whether a session whose connection was closed with this code waits for its client: nobody said good-bye. */
export function isResumable(code: number): boolean {
  if (code === closeCodes.abnormal || code === closeCodes.internal || code === closeCodes.restart) return true
  return code >= 4000 && code < 4500
}
