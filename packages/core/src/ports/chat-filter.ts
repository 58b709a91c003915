export interface Judged {
  /** The text with masks in place of what is not said; the very same text when there was nothing. */
  readonly text: string
  /** It must not be said at all. */
  readonly isRefused: boolean
}

/** What a room with `auto_moderation` lets through. Links, emoji and the rest of the text stay as they are. */
export interface ChatFilter {
  judge(text: string): Judged
}
