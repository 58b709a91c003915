type Renamed = (name: string) => string

export const toSnakeCase: Renamed = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

export const toCamelCase: Renamed = (name) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

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
