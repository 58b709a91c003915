import { z } from 'zod'
import type { Dialect } from '../dialects/dialect.ts'
import { namesOf, type PlaceNames } from '../dialects/place-names.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export type JsonObject = { readonly [key: string]: Json }

/** Collects the schemas that have a name, and refers to them. */
export class Schemas {
  readonly #dialect: Dialect
  readonly #named = new Map<string, JsonObject>()

  constructor(dialect: Dialect) {
    this.#dialect = dialect
  }

  /** A Zod schema in the dialect's names. `output` is what leaves the server, `input` what comes to it. */
  emit(schema: z.ZodType, io: 'input' | 'output', { names, wants = [] }: AtPlace = {}): JsonObject {
    const emitted = toJson(z.toJSONSchema(schema, { io, unrepresentable: 'any', override: tidy }))
    const { required = [] } = emitted
    const needed = wants.length > 0 && isList(required) ? { required: [...wants, ...required] } : {}
    const { $defs, ...own } = this.#rename({ ...emitted, ...needed }, io, names)
    if (isObject($defs)) for (const [id, value] of Object.entries($defs)) this.#keep(id, value)
    if (typeof own['id'] !== 'string') return withoutId(own)
    this.#keep(own['id'], own)
    return refTo(own['id'])
  }

  /** Names a schema that no operation declares, such as the error. */
  name(id: string, schema: JsonObject): JsonObject {
    this.#named.set(id, schema)
    return refTo(id)
  }

  get all(): JsonObject {
    return Object.fromEntries([...this.#named].toSorted(([one], [other]) => (one < other ? -1 : 1)))
  }

  #keep(id: string, value: Json | undefined): void {
    if (isObject(value)) this.#named.set(id, withoutId(value))
  }

  /** Property names are the dialect's; references point into the components. */
  #rename(value: JsonObject, io: 'input' | 'output', names: PlaceNames = {}): JsonObject {
    const renamed = Object.entries(value).flatMap(([key, item]): readonly (readonly [string, Json])[] => {
      // What an answer may have beside its fields is nobody's promise.
      if (key === '$schema' || (key === 'additionalProperties' && io === 'output')) return []
      return [[key, this.#renameItem({ key, item, names }, io)]]
    })
    return Object.fromEntries(renamed)
  }

  #renameItem({ key, item, names }: Item, io: 'input' | 'output'): Json {
    if (key === '$ref' && typeof item === 'string') return item.replace('#/$defs/', '#/components/schemas/')
    if (key === 'required' && isList(item))
      return item.flatMap((name) => (typeof name === 'string' ? this.#namesOf(name, names) : []))
    if (key === 'properties' && isObject(item)) {
      const properties = Object.entries(item).flatMap(([name, schema]) =>
        this.#namesOf(name, names).map((said) => [said, this.#renameAny(schema, io)] as const),
      )
      return Object.fromEntries(properties)
    }
    return this.#renameAny(item, io)
  }

  #renameAny(value: Json, io: 'input' | 'output'): Json {
    if (isList(value)) return value.map((item) => this.#renameAny(item, io))
    return isObject(value) ? this.#rename(value, io) : value
  }

  /** The name that is told; none when the dialect does not have the field. */
  #namesOf(name: string, names: PlaceNames): readonly string[] {
    return namesOf(this.#dialect, name, names).slice(0, 1)
  }
}

interface Item {
  readonly key: string
  readonly item: Json
  readonly names: PlaceNames
}

/** What a place changes of an operation's fields. */
export interface AtPlace {
  readonly names?: PlaceNames | undefined
  readonly wants?: readonly string[] | undefined
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function refTo(id: string): JsonObject {
  return { $ref: `#/components/schemas/${id}` }
}

function withoutId(schema: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== 'id'))
}

/** Zod writes whole numbers with the bounds of a double and dates with their pattern: neither tells a reader anything. */
function tidy({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern
  if (Array.isArray(jsonSchema.examples) || jsonSchema['example'] === undefined) return
  jsonSchema.examples = [jsonSchema['example']]
  delete jsonSchema['example']
}

function toJson(value: unknown): JsonObject {
  const json: JsonObject = JSON.parse(JSON.stringify(value))
  return json
}
