import type { SqlValue } from './mail.ts'

/**
 * Values that SQLite keeps as they are. `node:sqlite` stores NULL for some objects and cannot read back integers over
 * 2^53, both silently: they are bugs of the caller and thrown as such.
 */
export function parseParameters(values: readonly unknown[]): readonly SqlValue[] {
  return values.map(parseParameter)
}

function parseParameter(value: unknown): SqlValue {
  if (value === null || typeof value === 'string' || value instanceof Uint8Array) return value
  if (typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return value
  throw new TypeError(`a value of type ${typeof value} cannot be an SQL parameter`)
}
