/** Why a connection is closed by the server. 4000–4499: connect again; 4500–4999: do not. */
export const closeCodes = {
  goingAway: 1001,
  unsupportedData: 1003,
  restart: 1012,
  heartbeat: 4007,
  rateLimited: 4008,
  slow: 4009,
  authEnded: 4501,
  banned: 4503,
  tooManyConnections: 4505,
  badFrames: 4511,
} as const
