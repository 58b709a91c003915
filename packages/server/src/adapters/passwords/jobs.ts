/** What one hash takes: `memoryCost` in KiB, passes over it, lanes. Verifying takes what the stored hash says. */
export interface PasswordCost {
  readonly memoryCost: number
  readonly timeCost: number
  readonly parallelism: number
}

/** What travels between the server's thread and the one that hashes. */
export type HashJob =
  | { readonly kind: 'hash'; readonly password: string }
  | { readonly kind: 'verify'; readonly password: string; readonly hash: string | undefined }

export type HashAnswer = { readonly hash: string } | { readonly matches: boolean } | { readonly failure: string }
