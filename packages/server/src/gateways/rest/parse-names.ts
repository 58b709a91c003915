import { renameKeys, toCamelCase, toSnakeCase, type Dialect } from '@tutti/protocol/dialects'

/** What a client sent, in the domain's names. A key that is not spelled the dialect's way is nobody's and left out. */
export function parseNames(dialect: Dialect, value: unknown): unknown {
  return dialect.fieldNames === 'snake_case' ? renameKeys(withoutStrangers(value), toCamelCase) : value
}

/** An answer in the dialect's names. */
export function presentNames(dialect: Dialect, value: unknown): unknown {
  return dialect.fieldNames === 'snake_case' ? renameKeys(value, toSnakeCase) : value
}

/** One of the domain's names in the dialect's spelling. */
export function sayName(dialect: Dialect, name: string): string {
  return dialect.fieldNames === 'snake_case' ? toSnakeCase(name) : name
}

function withoutStrangers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutStrangers)
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value
  const known = Object.entries(value).filter(([key]) => toSnakeCase(toCamelCase(key)) === key)
  return Object.fromEntries(known.map(([key, item]) => [key, withoutStrangers(item)]))
}
