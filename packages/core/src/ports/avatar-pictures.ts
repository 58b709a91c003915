/** Pictures of users, made and kept. */
export interface AvatarPictures {
  /**
   * Makes the two sizes of a picture and keeps them under the name; resolves once they are durable.
   * @throws Refusal `file_too_large` (pixels), `unsupported_file_type`, `overloaded`, `unavailable`; then nothing is kept.
   */
  save(name: string, image: Uint8Array): Promise<void>
  /** Removing what is not there changes nothing. */
  remove(name: string): Promise<void>
}
