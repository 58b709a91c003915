import { publicId, userId } from '../ids.ts'
import { emptyProfile } from '../users/profile.ts'
import type { Guest } from '../users/user.ts'

/** Nobody's colour: ivory. */
export const sharedPlayerColor = '#e8e0d0'

/** Whom the notes of the shared player come from; named after the piece, known to no store. */
export function sharedPlayerUser(title: string, nowMs: number): Guest {
  return {
    kind: 'guest',
    id: userId(''),
    publicId: publicId(''),
    username: title,
    color: sharedPlayerColor,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    lastSeenAtMs: nowMs,
    generation: 0,
    profile: emptyProfile,
  }
}
