/** Tells whoever delivers mail that some is waiting. Unheard, the mail goes out all the same, only later. */
export interface MailBell {
  ring(): void
}
