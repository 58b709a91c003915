type Renamed = (name: string) => string

/** How a dialect spells the names of fields. */
export interface DialectFields {
  readonly fieldNames: 'snake_case' | 'camelCase'
  /** Fields that have a name of their own. */
  readonly renamed: Readonly<Record<string, string>>
  /** Fields that it does not have. */
  readonly without: readonly string[]
}

export const toSnakeCase: Renamed = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

export const toCamelCase: Renamed = (name) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/** One of the domain's names in the dialect's spelling. */
export function sayField({ fieldNames, renamed }: DialectFields, name: string): string {
  const own = Object.hasOwn(renamed, name) ? renamed[name] : undefined
  return own ?? (fieldNames === 'snake_case' ? toSnakeCase(name) : name)
}

/** A field to sort by, with its minus. */
export function sayOrder(fields: DialectFields, order: string): string {
  return order.startsWith('-') ? `-${sayField(fields, order.slice(1))}` : sayField(fields, order)
}

/** A name with dots in it, each part in the dialect's spelling. */
export function sayPath(fields: DialectFields, path: string): string {
  return path
    .split('.')
    .map((name) => sayField(fields, name))
    .join('.')
}

/** A JSON value with every key renamed. Keys that would reach a prototype are left out. */
export function renameKeys(value: unknown, rename: Renamed): unknown {
  if (Array.isArray(value)) return value.map((item) => renameKeys(item, rename))
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value
  const renamed: Record<string, unknown> = {}
  for (const [key, item] of Object.entries(value)) {
    const name = rename(key)
    if (name === '__proto__') continue
    renamed[name] = renameKeys(item, rename)
  }
  return renamed
}
