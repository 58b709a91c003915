/** Random secrets for links in mails: the receiver has the token, the database its hash, the outbox a sealed copy. */
export interface MailTokens {
  create(): { readonly token: string; readonly hash: string; readonly sealed: string }
  hash(token: string): string
  /** The token of a letter that is about to be sent. @throws Error when another server sealed it. */
  open(sealed: string): string
}
