/** Unguessable identifiers (S-24: at least 54 random bits for public ones, 122 for the rest). */
export interface IdSource {
  uuid(): string
  /** 9 characters of `A-Za-z0-9_-`. */
  shortId(): string
}
