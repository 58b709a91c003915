import { expect, test } from 'vitest'
import type { Address, Place } from '../dialects/dialect.ts'
import { renameKeys, toCamelCase } from '../dialects/field-names.ts'
import { piano } from '../dialects/piano.ts'
import { operations as declared } from '../operations/index.ts'
import { emitOpenApi } from './openapi.ts'
import { publishedFiles } from './published-files.ts'

const document = JSON.parse(JSON.stringify(emitOpenApi(piano)))
const operations = Object.entries<Record<string, Record<string, unknown>>>(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ address: `${method.toUpperCase()} ${path}`, operation })),
)

test('every place of the dialect is described', () => {
  const places = Object.values<Address | Place>(piano.places).flatMap((place) =>
    typeof place === 'string' ? [place] : [place.place, ...(place.also ?? [])],
  )
  expect(operations.map(({ address }) => address).toSorted()).toEqual(places.toSorted())
})

test('every reference leads to a schema', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)]
  for (const [, name = ''] of references) expect(Object.keys(document.components.schemas)).toContain(name)
})

test('every name of a field and a parameter is spelled the way of the dialect', () => {
  const names = [...JSON.stringify(document).matchAll(/"properties":\{"(\w+)"|"name":"(\w+)","in"/g)]
  for (const [, field, parameter] of names) expect(field ?? parameter).toMatch(/^[a-z_]+$/)
})

test('[C3] what needs a token says so, what does not asks for none', () => {
  const accesses = new Map(Object.values(declared).map(({ id, access }) => [id as string, access as string]))
  for (const { operation } of operations) {
    const [id = ''] = String(operation['operationId']).split('By')
    expect([id, operation['security']]).toEqual([id, accesses.get(id) === 'anyone' ? [] : [{ token: [] }]])
  }
})

test('[P-025] the refusals an operation may give stand under their status', () => {
  const { responses } = document.paths['/rooms/{room_id}'].get
  expect(Object.keys(responses).toSorted()).toEqual(['200', '400', '404', '406', '429', '500', '503'])
  expect(responses['404']).toEqual({ $ref: '#/components/responses/404.room_not_found' })
  const notFound = document.components.responses['404.room_not_found']
  expect(Object.keys(notFound.content['application/json'].examples)).toEqual(['room_not_found'])
  expect(document.components.examples.room_not_found.value).toMatchObject({ error: { code: 'ROOM_NOT_FOUND' } })
})

test('[P-052] every answer names the headers that it carries, and a refusal when to come back', () => {
  const { responses } = document.components
  const limited = Object.entries<{ headers: object }>(responses).filter(([name]) => /^(?:429|503)/.test(name))
  expect(limited.length).toBeGreaterThan(1)
  for (const [, { headers }] of limited) expect(headers).toHaveProperty('Retry-After')
  for (const { headers } of Object.values<{ headers: object }>(responses)) {
    expect(headers).toHaveProperty('X-RateLimit-Remaining')
    expect(headers).toHaveProperty('X-Request-Id')
  }
})

test('[P-032] a token that is not valid is answered with the error and with data', () => {
  const { content } = document.paths['/auth/validate-token'].get.responses['401']
  const { schema, examples } = content['application/json']
  expect(schema.allOf).toEqual([
    { $ref: '#/components/schemas/Error' },
    expect.objectContaining({
      properties: { data: expect.objectContaining({ properties: { valid: { const: false } } }) },
    }),
  ])
  expect(examples.invalid_token.value).toMatchObject({ success: false, error: {}, data: { valid: false } })
})

test('every example of a body is one that is taken', () => {
  const bodies = new Map(Object.values(declared).map((one) => [one.id as string, 'body' in one ? one.body : undefined]))
  const shown = operations.flatMap(({ operation }) => {
    const { content = {} } = (operation['requestBody'] ?? {}) as { content?: Record<string, { example?: unknown }> }
    const [id = ''] = String(operation['operationId']).split('By')
    return 'application/json' in content ? [{ id, example: content['application/json']?.example }] : []
  })
  expect(shown.length).toBeGreaterThan(25)
  for (const { id, example } of shown) {
    const parsed = bodies.get(id)?.safeParse(renameKeys(example, toCamelCase))
    expect([id, parsed?.error?.issues ?? []]).toEqual([id, []])
  }
})

test('the published file is the document', () => {
  expect(JSON.parse(publishedFiles()['openapi.piano.json'] ?? '')).toEqual(document)
})
