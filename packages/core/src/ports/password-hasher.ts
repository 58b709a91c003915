/** Slow on purpose, and bounded: it refuses with `overloaded` rather than queue without end. */
export interface PasswordHasher {
  /** For what costs something before a password is looked at. @throws Refusal `overloaded` when it would be refused now. */
  checkLoad(): void
  hash(password: string): Promise<string>
  /** With no stored hash it still does the work of one and answers false, so that unknown users cost the same. */
  verify(hash: string | undefined, password: string): Promise<boolean>
}
