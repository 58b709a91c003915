import { isObject, type Json, type JsonObject } from './schemas.ts'

/** Deeper than anything here; a schema that holds itself ends there. */
const deepest = 8

/**
 * What an OpenAPI document promises to programs that use it, one line each: what may be asked and with which words, what
 * must be there, and each field of each answer with its type. A line that goes is a promise that is broken (P-083).
 */
export function promisesOf(document: JsonObject): readonly string[] {
  const { paths, components } = document
  const reader = new Reader(components)
  return entriesOf(paths)
    .flatMap(([path, methods]) =>
      entriesOf(methods).flatMap(([method, operation]) => reader.read(`${method.toUpperCase()} ${path}`, operation)),
    )
    .toSorted()
}

class Reader {
  readonly #components: Json | undefined

  constructor(components: Json | undefined) {
    this.#components = components
  }

  read(address: string, operation: JsonObject): readonly string[] {
    const { parameters, requestBody, responses, security } = operation
    const asked = (Array.isArray(parameters) ? parameters : []).filter(isObject)
    const body = this.#content(requestBody)
    const needed = [
      ...asked.flatMap(({ name, required }) => (required === true && typeof name === 'string' ? [name] : [])),
      ...requiredOf(body),
    ]
    const answers = entriesOf(responses).filter(([status]) => status.startsWith('2'))
    return [
      `${address} needs ${[...needed, ...(Array.isArray(security) && security.length > 0 ? ['a token'] : [])].join(', ') || 'nothing'}`,
      ...asked.flatMap(({ name, schema }) =>
        typeof name === 'string' ? this.#words(`${address} takes ${name}`, schema) : [],
      ),
      ...this.#fields(`${address} takes `, body),
      ...answers.flatMap(([status, answer]) => this.#fields(`${address} ${status} `, this.#content(answer))),
    ]
  }

  #content(holder: Json | undefined): JsonObject {
    const { content } = this.#resolve(holder)
    const json = isObject(content) ? content['application/json'] : undefined
    return isObject(json) ? this.#resolve(json['schema']) : {}
  }

  /** Every field below a schema, by its path. */
  #fields(path: string, schema: JsonObject, depth = 0): readonly string[] {
    if (depth > deepest) return []
    if (schema['items'] !== undefined) return this.#fields(`${path}[]`, this.#resolve(schema['items']), depth + 1)
    return entriesOf(schema['properties']).flatMap(([name, value]) => {
      const field = this.#resolve(value)
      const here = `${path}${path.endsWith(' ') ? '' : '.'}${name}`
      return [...this.#words(here, field), ...this.#fields(here, field, depth + 1)]
    })
  }

  /** The name with its type, and with each word that it may be. */
  #words(path: string, value: Json | undefined): readonly string[] {
    const { type, const: only, enum: choice, anyOf } = this.#resolve(value)
    const types = [type, ...(Array.isArray(anyOf) ? anyOf.map((one) => this.#resolve(one)['type']) : [])].flat()
    const known = types.filter((one) => typeof one === 'string').toSorted()
    const words = [only, ...(Array.isArray(choice) ? choice : [])].filter((word) => word !== undefined)
    return [`${path}: ${known.join('|') || 'any'}`, ...words.map((word) => `${path} = ${String(word)}`)]
  }

  #resolve(value: Json | undefined): JsonObject {
    if (!isObject(value)) return {}
    const { $ref: reference } = value
    if (typeof reference !== 'string') return value
    const [, , kind = '', name = ''] = reference.split('/')
    const found = isObject(this.#components) ? this.#components[kind] : undefined
    return isObject(found) ? this.#resolve(found[name]) : {}
  }
}

function requiredOf({ required }: JsonObject): readonly string[] {
  return Array.isArray(required) ? required.map(String).toSorted() : []
}

function entriesOf(value: Json | undefined): readonly (readonly [string, JsonObject])[] {
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([name, item]) => (isObject(item) ? [[name, item] as const] : []))
}
