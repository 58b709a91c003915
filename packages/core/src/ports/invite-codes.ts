/** Random codes that open accounts; only their hash is kept. */
export interface InviteCodes {
  create(): { readonly code: string; readonly hash: string }
  hash(code: string): string
}
