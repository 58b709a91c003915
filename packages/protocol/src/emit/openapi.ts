import { Refusal, refusals, type RefusalCode } from '@tutti/core'
import type { z } from 'zod'
import type { Dialect } from '../dialects/dialect.ts'
import { findPlaces, type Placed } from '../dialects/find-places.ts'
import { namesAt } from '../dialects/place-names.ts'
import { newestVersion } from '../dialects/versions.ts'
import { sayRefusal } from '../dialects/say-refusal.ts'
import { operations, type OperationId, type Operations } from '../operations/index.ts'
import type { Access, BodyForm, OperationShape } from '../operations/operation.ts'
import { errorSchemas } from './error-schemas.ts'
import { exampleOf } from './example-of.ts'
import { listingParameter } from './listing-parameter.ts'
import { possibleRefusals } from './possible-refusals.ts'
import { headerParameters } from './request-headers.ts'
import { headerComponents, headersOf } from './response-headers.ts'
import { isObject, Schemas, type Json, type JsonObject } from './schemas.ts'

export type OpenApiDocument = JsonObject

/** The OpenAPI 3.1 document of a dialect, read off the operations. */
export function emitOpenApi(dialect: Dialect): OpenApiDocument {
  const schemas = new Schemas(dialect)
  const error = schemas.name('Error', errorSchemas[dialect.name]?.(dialect) ?? {})
  const examples = new Map<RefusalCode, JsonObject>()
  const failures = new Map<string, JsonObject>()
  const paths: Record<string, JsonObject> = {}
  const placed = placesOf(dialect)
  for (const one of placed) {
    const said = new Emitter({ dialect, schemas, error, examples, failures }, one).emit()
    paths[one.path] = { ...paths[one.path], [one.method.toLowerCase()]: said }
  }
  const parameters = headerParameters(dialect)
  return {
    openapi: '3.1.0',
    info: {
      title: dialect.title,
      version: newestVersion(dialect.version),
      description: dialect.description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: dialect.prefixes.map((url) => ({ url: url || '/' })),
    tags: tagsOf(placed),
    paths,
    components: {
      schemas: schemas.all,
      headers: headerComponents(dialect),
      ...(Object.keys(parameters).length > 0 && { parameters }),
      responses: Object.fromEntries(failures),
      examples: Object.fromEntries(examples),
      securitySchemes: { token: dialect.asksForConsumer ? customScheme : bearerScheme },
    },
  }
}

const bearerScheme = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'JWT',
  description: '`Authorization: Bearer <token>`; the scheme `JWT` means the same.',
}

const customScheme = {
  type: 'apiKey',
  in: 'header',
  name: 'Authorization',
  description: '`Authorization: JWT <token>`; the scheme `Bearer` means the same.',
}

interface PlacedOperation extends Placed {
  readonly operation: OperationShape
  /** Unique in the document: an operation may have several addresses. */
  readonly operationId: string
}

function placesOf(dialect: Dialect): readonly PlacedOperation[] {
  return Object.entries(operations).flatMap(([id, operation]) =>
    findPlaces(dialect, id).map((placed, index) => {
      return { ...placed, operation, operationId: index === 0 ? id : `${id}By${placed.method}` }
    }),
  )
}

function tagsOf(placed: readonly PlacedOperation[]): readonly JsonObject[] {
  const used = new Set(placed.map(({ operation }) => operation.tag))
  const names = [...new Set(Object.values(operations).map(({ tag }) => tag))].filter((tag) => used.has(tag))
  return names.map((name) => ({ name, description: tagDescriptions[name] }))
}

/** One for each tag that an operation has. */
const tagDescriptions: { readonly [Tag in Operations[OperationId]['tag']]: string } = {
  Moderation: 'Reports, suspensions, bans, and the log of who did what.',
  Administration: 'Roles, invites, notices and maintenance.',
  Authentication: 'Accounts, guests and the tokens they hold.',
  Users: 'Your own profile and picture, and what everybody may know of others.',
  Friends: 'Friends, requests and blocks.',
  'Direct messages': 'What two people write each other.',
  Rooms: 'Where people play together.',
  Recordings: 'What was played, to hear again and to keep.',
  Realtime: 'The way into a room: a ticket for a WebSocket connection.',
}

interface Context {
  readonly dialect: Dialect
  readonly schemas: Schemas
  readonly error: JsonObject
  /** Every refusal that is referred to. */
  readonly examples: Map<RefusalCode, JsonObject>
  /** Every failure, by its status and what may be behind it. */
  readonly failures: Map<string, JsonObject>
}

class Emitter {
  readonly #context: Context
  readonly #placed: PlacedOperation
  readonly #operation: OperationShape

  constructor(context: Context, placed: PlacedOperation) {
    this.#context = context
    this.#placed = placed
    this.#operation = placed.operation
  }

  emit(): JsonObject {
    const { operationId, status, bare } = this.#placed
    const { tag, summary, description, body } = this.#operation
    const headers = Object.keys(headerParameters(this.#context.dialect)).map(parameterRef)
    const parameters = [...this.#parameters('path'), ...this.#parameters('query'), ...headers]
    const instead = bare && 'With an empty body and a token, a new token is answered.'
    const isLess = this.#placed.summary !== undefined
    const about = [isLess ? undefined : description, instead].filter((one) => one !== undefined).join(' ')
    const isRequired = !bare && !body?.safeParse({}).success
    return {
      operationId,
      tags: [tag],
      summary: this.#placed.summary ?? summary,
      ...(about !== '' && { description: about }),
      security: this.#security(),
      ...(parameters.length > 0 && { parameters }),
      ...(body && { requestBody: { required: isRequired, content: this.#bodyContent(body) } }),
      responses: { [status]: this.#success(status), ...this.#failures() },
    }
  }

  #security(): readonly JsonObject[] {
    if (this.#access !== 'anyone') return [{ token: [] }]
    return this.#placed.bare ? [{}, { token: [] }] : []
  }

  get #access(): Access {
    return this.#placed.access ?? this.#operation.access
  }

  /** One entry for each way in which the body may come. */
  #bodyContent(body: z.ZodObject): JsonObject {
    const { names, wants } = this.#placed
    const schema = this.#context.schemas.emit(body, 'input', { names, wants })
    const forms = this.#operation.accepts?.forms ?? ['json']
    const types = forms.flatMap((form) => mediaTypes[form])
    const example = exampleOf(schema, this.#context.schemas.all)
    return Object.fromEntries(
      types.map((type) => {
        if (/^(image|audio)\//.test(type)) return [type, { schema: aFile }]
        return [type, type === 'application/json' ? { schema, example } : { schema: asForm(schema) }]
      }),
    )
  }

  #parameters(place: 'path' | 'query'): readonly JsonObject[] {
    const { params, query } = this.#operation
    const shape = place === 'path' ? params : query
    if (!shape) return []
    const names = namesAt(this.#context.dialect, this.#placed, place === 'path' ? 'params' : 'query')
    const { properties, required } = this.#context.schemas.emit(shape, 'input', { names })
    if (!isObject(properties)) return []
    const needed = Array.isArray(required) ? required : []
    return Object.entries(properties).map(([name, schema]) => {
      const { description, ...rest } = isObject(schema) ? schema : {}
      return {
        name,
        in: place,
        required: place === 'path' || needed.includes(name),
        ...(description !== undefined && { description }),
        ...listingParameter(this.#context.dialect, this.#operation, { name, schema: rest }),
      }
    })
  }

  #success(status: number): JsonObject {
    const { output, collection, done, file } = this.#operation
    const { dialect, schemas } = this.#context
    const item = schemas.emit(output, 'output')
    const headers = headersOf(dialect, status)
    if (status === 204) return { description: done, headers }
    if (file !== undefined) return { description: done, headers, content: { [file]: { schema: aFile } } }
    if (collection === undefined) {
      return { description: done, headers, content: json(schemaOf(dialect.wrap(placeholder, done), item)) }
    }
    const page = dialect.wrapPage([placeholder], collection, { page: 1, perPage: 20, total: 1 })
    const content = json(schemaOf(dialect.wrap(page, done), item))
    return { description: done, headers: { ...headers, ...pageHeaders }, content }
  }

  /** One response for each status, with one example for each refusal that has it. */
  #failures(): JsonObject {
    const byStatus = new Map<number, Map<RefusalCode, Json>>()
    for (const code of possibleRefusals(this.#context.dialect, this.#operation, this.#placed)) {
      const { status, body } = sayRefusal(this.#context.dialect, new Refusal(code))
      const examples = byStatus.get(status) ?? new Map<RefusalCode, Json>()
      byStatus.set(status, examples.set(code, body as Json))
    }
    return Object.fromEntries(
      [...byStatus].map(([status, examples]) => [
        String(status),
        status === 401 ? this.#unauthorized(examples) : this.#failure(status, examples),
      ]),
    )
  }

  /** Where more than the error is said, the response is the operation's own. */
  #unauthorized(bodies: ReadonlyMap<RefusalCode, Json>): JsonObject {
    const { refusedData: data } = this.#operation
    if (!data) return this.#failure(401, bodies)
    const examples = [...bodies].map(([code, value]) => [
      code,
      { summary: refusals[code], value: { ...(isObject(value) && value), data } },
    ])
    const beside = { type: 'object', required: ['data'], properties: { data: schemaOf(data, {}) } }
    return {
      description: [...bodies.keys()].map((code) => refusals[code]).join(' '),
      headers: headersOf(this.#context.dialect, 401),
      content: json({ allOf: [this.#context.error, beside] }, Object.fromEntries(examples)),
    }
  }

  #failure(status: number, bodies: ReadonlyMap<RefusalCode, Json>): JsonObject {
    const examples = [...bodies].map(([code, value]) => {
      this.#context.examples.set(code, { summary: refusals[code], value })
      return [code, { $ref: `#/components/examples/${code}` }]
    })
    const name = [status, ...bodies.keys()].join('.')
    this.#context.failures.set(name, {
      description: [...bodies.keys()].map((code) => refusals[code]).join(' '),
      headers: headersOf(this.#context.dialect, status),
      content: json(this.#context.error, Object.fromEntries(examples)),
    })
    return { $ref: `#/components/responses/${name}` }
  }
}

const mediaTypes: { readonly [Form in BodyForm]: readonly string[] } = {
  json: ['application/json'],
  form: ['multipart/form-data', 'application/x-www-form-urlencoded'],
  image: ['image/png', 'image/jpeg', 'image/webp', 'image/gif'],
  midi: ['audio/midi'],
}
const aFile = { type: 'string', format: 'binary' } as const

/** Fields of a form begin empty: whatever fills them in would be sent beside what somebody chooses. */
function asForm({ properties, ...schema }: JsonObject): JsonObject {
  if (!isObject(properties)) return schema
  const fields = Object.entries(properties).map(([name, value]) => {
    const field = isObject(value) ? value : {}
    return [name, field['format'] === 'binary' ? field : { ...field, examples: [''] }]
  })
  return { ...schema, properties: Object.fromEntries(fields) }
}

/** Stands where the data goes while an envelope is being described. */
const placeholder = { placeholder: true } as const

/** The schema of an example value; where the placeholder stands, `data`. */
function schemaOf(example: unknown, data: JsonObject): JsonObject {
  if (example === placeholder) return data
  if (Array.isArray(example)) return { type: 'array', items: schemaOf(example[0], data) }
  if (typeof example === 'object' && example !== null) {
    const properties = Object.entries(example).map(([name, value]) => [name, schemaOf(value, data)])
    return { type: 'object', required: Object.keys(example), properties: Object.fromEntries(properties) }
  }
  if (typeof example === 'boolean') return { const: example }
  return Number.isInteger(example) ? { type: 'integer' } : { type: 'string' }
}

const text = { type: 'string' } as const

function json(schema: JsonObject, examples?: JsonObject): JsonObject {
  return { 'application/json': { schema, ...(examples && { examples }) } }
}

const pageHeaders = {
  'Total-Count': { description: 'How many there are on all pages.', schema: { type: 'integer' } },
  Link: { description: 'Other pages: first, prev, next, last (RFC 8288).', schema: text },
} as const

function parameterRef(name: string): JsonObject {
  return { $ref: `#/components/parameters/${name}` }
}
