import { renameKeys, sayField, type Dialect } from '@tutti/protocol/dialects'

/** An answer in the dialect's names. */
export function presentNames(dialect: Dialect, value: unknown): unknown {
  return renameKeys(value, (name) => sayField(dialect, name))
}
