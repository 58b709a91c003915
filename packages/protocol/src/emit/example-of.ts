import { isObject, type Json, type JsonObject } from './schemas.ts'

/** A made-up id of the right form. */
const someUuid = '0b9f3c1e-58a1-4c9e-9d5b-6f1d2a7c4e10'

/**
 * A body to begin with: what must be there, and of the rest what comes with an example or a default of its own. A value
 * that means nothing, such as a password in the words "string", is worse than none.
 */
export function exampleOf(schema: JsonObject, named: JsonObject): Json {
  const known = knownExample(schema, named)
  if (known !== undefined) return known
  const { type, format, properties, required } = resolve(schema, named)
  if (isObject(properties)) {
    const needed = Array.isArray(required) ? required : []
    const shown = Object.entries(properties).flatMap(([name, value]): readonly (readonly [string, Json])[] => {
      const property = isObject(value) ? value : {}
      if (needed.includes(name)) return [[name, exampleOf(property, named)]]
      const example = knownExample(property, named)
      return example === undefined ? [] : [[name, example]]
    })
    return Object.fromEntries(shown)
  }
  if (type === 'boolean') return false
  if (type === 'integer' || type === 'number') return 1
  if (type === 'array') return []
  return format === 'uuid' ? someUuid : 'text'
}

function knownExample(schema: JsonObject, named: JsonObject): Json | undefined {
  const { examples, default: fallback, const: only, enum: choice } = resolve(schema, named)
  if (Array.isArray(examples)) return examples[0]
  if (fallback !== undefined) return fallback
  if (only !== undefined) return only
  return Array.isArray(choice) ? choice[0] : undefined
}

function resolve(schema: JsonObject, named: JsonObject): JsonObject {
  const { $ref: reference } = schema
  if (typeof reference !== 'string') return schema
  const found = named[reference.slice(reference.lastIndexOf('/') + 1)]
  return isObject(found) ? found : {}
}
