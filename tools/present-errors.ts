import { issues, refusals, type IssueCode, type RefusalCode } from '@tutti/core'
import { blueprint, joiIssues, piano, refusalNumbers, type Dialect } from '@tutti/protocol/dialects'
import { presentCloseCodes } from '@tutti/protocol/published'

/** docs/reference/errors.md: every refusal there is, and how it is said. */
export function presentErrors(): string {
  const rows = (Object.keys(refusals) as RefusalCode[]).map((code) => {
    const said = [piano, blueprint].map((dialect) => sayingOf(dialect, code))
    return `| \`${code}\` | ${refusals[code]} | ${said.join(' | ')} | ${refusalNumbers[code] ?? '–'} |`
  })
  return [
    '# Errors',
    '',
    'Made from the table of refusals by `npm run generate`.',
    '',
    'A refusal has one name everywhere. Over the WebSocket it is the `code` of an `error`, with the number beside it. Over the',
    'Piano API it has a status and a wider code in `error.code`; `error.details` says which field, room or id was meant. Over',
    'the Blueprint API it has a status and the number, in `data.code`. Texts are English unless `Accept-Language` asks for',
    'another language that there are words for; codes are the same in all of them.',
    '',
    '| refusal | meaning | Piano API | Blueprint API | number |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    '## Numbers',
    '',
    'What is not in the dictionary of the Blueprint API is ours.',
    '',
    '| number | meaning | refusals |',
    '|---|---|---|',
    ...numberRows(),
    '',
    '## Fields',
    '',
    'With the numbers 10003 and 10005 the Blueprint API tells every field that is wrong in `data.validation`, as joi 9 names it.',
    '',
    '| `type` | in other words |',
    '|---|---|',
    ...issueRows(),
    '',
    '## Close codes of the WebSocket',
    '',
    ...presentCloseCodes(),
    '',
  ].join('\n')
}

/** The document's own words, and ours for the numbers that it does not have. */
const dictionary: Readonly<Record<number, string>> = {
  1000: 'Referenced resource not found',
  2001: 'File is too large',
  2002: 'Unsupported file type',
  3001: 'User already exists',
  4001: "Password doesn't match password guidelines",
  10000: 'Something went wrong on our side (ours)',
  10001: 'What was sent cannot be read (ours)',
  10003: 'Invalid query parameters, or an invalid payload',
  10004: 'There is nothing at this address, or no such thing (ours)',
  10005: 'Date is not in ISO 8601 standard',
  10006: 'This method is not allowed here (ours)',
  10007: 'The answer cannot be given in the form that was asked for (ours)',
  10010: 'Invalid Content-Type',
  10011: 'Invalid User-Agent',
  10012: 'Invalid or missing Application-Id',
  10013: 'This version of the API is not available (ours)',
  10029: 'Too many requests (ours)',
  10050: 'The service is not available right now (ours)',
  11001: 'Invalid or expired token',
  11003: 'Bad authentication data: it was not presented or was wholly invalid',
  11005: 'Account not allowed to access this endpoint',
  13003: 'Your account is suspended and is not permitted to access this feature',
}

function sayingOf({ refusals: sayings }: Pick<Dialect, 'refusals'>, code: RefusalCode): string {
  const said = sayings[code]
  if (!said) return '–'
  return typeof said.code === 'number' ? String(said.status) : `${said.status} \`${said.code}\``
}

/** Both ways: no number without a meaning, no meaning without a number that is used. */
function numberRows(): readonly string[] {
  const used = Map.groupBy(Object.entries(refusalNumbers), ([, number]) => number)
  const unexplained = [...used.keys()].filter((number) => !(number in dictionary))
  const unused = Object.keys(dictionary).filter((number) => !used.has(Number(number)))
  if (unexplained.length + unused.length > 0) {
    throw new Error(`Numbers without a meaning: ${unexplained.join(' ')}. Meanings without a use: ${unused.join(' ')}.`)
  }
  return Object.entries(dictionary).map(([number, meaning]) => {
    const codes = (used.get(Number(number)) ?? []).map(([code]) => `\`${code}\``)
    return `| ${number} | ${meaning} | ${codes.join(', ')} |`
  })
}

function issueRows(): readonly string[] {
  const byType = Map.groupBy(Object.entries(joiIssues), ([, { type }]) => type)
  return [...byType].map(([type, ofType]) => {
    const texts = ofType.map(([code]) => issues[code as IssueCode])
    return `| \`${type}\` | ${[...new Set(texts)].join('; ')} |`
  })
}
