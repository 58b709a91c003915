import {
  namesAt,
  namesOf,
  sayPath,
  type Dialect,
  type Locate,
  type Placed,
  type SaidIssue,
} from '@tutti/protocol/dialects'
import type { RequestPlace } from '@tutti/core'
import type { OperationShape } from '@tutti/protocol/rest'
import type { RawRequest } from './parse-request.ts'

interface Asked {
  readonly dialect: Dialect
  readonly operation: OperationShape
  readonly placed: Placed
  readonly raw: RawRequest
}

const places: readonly RequestPlace[] = ['body', 'query', 'params']

/** Longer ones tell nobody anything, and lists of them make a small request a large answer. */
const longestValue = 256
const secrets = /password|token|secret|media|invite/i

/** Tells fields of the domain as their sender knows them: by the name that was sent, with the value where that is no secret. */
export function createLocator({ dialect, operation, placed, raw }: Asked): Locate {
  return (field, known) => {
    const [root = '', ...rest] = field.split('.')
    const place = known ?? places.find((part) => operation[part] && root in operation[part].shape) ?? 'body'
    const { fields, sent, unknown, given } = raw[place]
    if (unknown.includes(field)) return { field, place, ...valueIn(given, field) }
    const first = sent.get(root) ?? namesOf(dialect, root, namesAt(dialect, placed, place))[0] ?? root
    const said = rest.length === 0 ? first : `${first}.${sayPath(dialect, rest.join('.'))}`
    return { field: said, place, ...valueIn(fields, field) }
  }
}

function valueIn(fields: unknown, path: string): Pick<SaidIssue, 'value'> {
  const value = path
    .split('.')
    .reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined), fields)
  if (value === undefined || secrets.test(path) || ArrayBuffer.isView(value)) return {}
  const text = JSON.stringify(value)
  const isTold = text.length <= longestValue && (typeof value === 'string' || !secrets.test(text))
  return isTold ? { value } : {}
}
