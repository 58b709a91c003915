import { expect, test } from 'vitest'
import { piano } from '../dialects/piano.ts'
import { emitOpenApi } from './openapi.ts'
import { publishedFiles } from './published-files.ts'

const document = JSON.parse(JSON.stringify(emitOpenApi(piano)))
const operations = Object.entries<Record<string, Record<string, unknown>>>(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ address: `${method.toUpperCase()} ${path}`, operation })),
)

test('every place of the dialect is described', () => {
  const places = Object.values(piano.places).map((place) => (typeof place === 'string' ? place : place.place))
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
  const asking = operations.filter(({ operation }) => JSON.stringify(operation['security']) === '[{"token":[]}]')
  expect(asking.map(({ address }) => address).toSorted()).toEqual(['POST /rooms', 'POST /websocket/ticket'])
})

test('[P-025] the refusals an operation may give stand under their status', () => {
  const { responses } = document.paths['/rooms/{room_id}'].get
  expect(Object.keys(responses).toSorted()).toEqual(['200', '400', '404', '406', '500', '503'])
  expect(Object.keys(responses['404'].content['application/json'].examples)).toEqual(['room_not_found'])
})

test('the published file is the document', () => {
  expect(JSON.parse(publishedFiles()['openapi.piano.json'] ?? '')).toEqual(document)
})
