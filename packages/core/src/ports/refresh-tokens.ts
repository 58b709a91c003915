/** Random secrets of which only the hash is kept. */
export interface RefreshTokens {
  create(): { readonly token: string; readonly hash: string }
  hash(token: string): string
}
