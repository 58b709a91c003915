/** A short id that was made at random is somebody else's already. */
export class IdTaken extends Error {
  override readonly name = 'IdTaken'
}
