export interface CloseCodeMeaning {
  readonly code: number
  readonly meaning: string
  /** Whether to connect again. */
  readonly again: string
}

/** Why a WebSocket ends, as far as the server says it. 4000–4499: connect again; 4500–4999: do not. */
export const closeCodeMeanings: readonly CloseCodeMeaning[] = [
  { code: 1000, meaning: 'The client said good-bye.', again: 'as you like' },
  { code: 1001, meaning: 'The client is going away, as a page that is left.', again: 'as you like' },
  {
    code: 1003,
    meaning: 'A text frame on a binary connection, or the other way round.',
    again: 'not with the same program',
  },
  { code: 1006, meaning: 'Never sent: the connection broke without a word.', again: 'yes, and resume' },
  { code: 1009, meaning: 'A frame of more than 64 KiB.', again: 'not with the same message' },
  { code: 1011, meaning: 'Something went wrong on the side of the server.', again: 'yes, and resume' },
  { code: 1012, meaning: 'The server restarts; `reconnect` said how long to wait.', again: 'yes, and join anew' },
  { code: 4007, meaning: 'Nothing was heard for too long.', again: 'yes, and resume' },
  { code: 4008, meaning: 'Too much at once: frames, commands, or commands that wait.', again: 'yes, slower' },
  { code: 4009, meaning: 'More than 1 MiB was left unread.', again: 'yes, and resume' },
  {
    code: 4501,
    meaning: 'The session is over: logged out, revoked, or the password changed.',
    again: 'after logging in',
  },
  { code: 4503, meaning: 'The user is banned or suspended.', again: 'no' },
  { code: 4504, meaning: 'A newer connection goes on with this session.', again: 'no' },
  {
    code: 4505,
    meaning: 'The same user opened one connection too many; the oldest goes.',
    again: 'no',
  },
  { code: 4511, meaning: 'Ten malformed messages within ten seconds.', again: 'no' },
  { code: 4512, meaning: 'None of the offered versions is spoken here.', again: 'no' },
]

/** As the rows of a table in Markdown, with its head. */
export function presentCloseCodes(): readonly string[] {
  const rows = closeCodeMeanings.map(({ code, meaning, again }) => `| ${code} | ${meaning} | ${again} |`)
  return ['| code | meaning | connect again? |', '|---|---|---|', ...rows]
}
