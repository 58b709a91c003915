import { refusals, type RefusalCode } from '@tutti/core'
import { piano, refusalNumbers } from '@tutti/protocol/dialects'

/** docs/reference/errors.md: every refusal there is, and how it is said. */
export function presentErrors(): string {
  const rows = (Object.keys(refusals) as RefusalCode[]).map((code) => {
    const said = piano.refusals[code]
    const overHttp = said ? `${said.status} \`${said.code}\`` : '–'
    return `| \`${code}\` | ${refusals[code]} | ${overHttp} | ${refusalNumbers[code] ?? '–'} |`
  })
  return [
    '# Errors',
    '',
    'Made from the table of refusals by `npm run generate`.',
    '',
    'A refusal has one name everywhere. Over the WebSocket it is the `code` of an `error`, with the number beside it. Over the',
    'Piano API it has a status and a wider code in `error.code`; `error.details` says which field, room or id was meant.',
    '',
    '| refusal | meaning | Piano API | number |',
    '|---|---|---|---|',
    ...rows,
    '',
    '## Close codes of the WebSocket',
    '',
    '| code | meaning | connect again? |',
    '|---|---|---|',
    '| 1000 | The client said good-bye. | as you like |',
    '| 1003 | A text frame on a binary connection, or the other way round. | not with the same program |',
    '| 1009 | A frame of more than 64 KiB. | not with the same message |',
    '| 1012 | The server restarts; `reconnect` said how long to wait. | yes |',
    '| 4007 | Nothing was heard for too long. | yes |',
    '| 4008 | Too many commands were waiting at once. | yes, slower |',
    '| 4009 | More than 1 MiB was left unread. | yes |',
    '| 4501 | The session is over: logged out, revoked, or the password changed. | after logging in |',
    '| 4503 | The user is banned or suspended. | no |',
    '| 4505 | The same user opened one connection too many; the oldest goes. | no |',
    '| 4511 | Ten malformed messages within ten seconds. | no |',
    '',
  ].join('\n')
}
