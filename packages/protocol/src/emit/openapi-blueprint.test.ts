import { expect, test } from 'vitest'
import { blueprint } from '../dialects/blueprint.ts'
import type { Address, Place } from '../dialects/dialect.ts'
import { emitOpenApi } from './openapi.ts'
import { publishedFiles } from './published-files.ts'

const document = JSON.parse(JSON.stringify(emitOpenApi(blueprint)))
const schemaOf = (path: string, method: string) =>
  document.paths[path][method].requestBody.content['application/json'].schema

test('every place of the dialect is described', () => {
  const places = Object.values<Address | Place>(blueprint.places).map((place) =>
    typeof place === 'string' ? place : place.place,
  )
  const described = Object.entries<object>(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(described.toSorted()).toEqual(places.toSorted())
})

test('[C5] [C18] fields go by the names that this dialect tells', () => {
  expect(Object.keys(schemaOf('/auth/login', 'post').properties)).toEqual(['login', 'password'])
  expect(Object.keys(schemaOf('/users/me/password', 'put').properties)).toEqual(['old_password', 'new_password'])
  expect(Object.keys(schemaOf('/users/me/avatar', 'post').properties)).toContain('media_data')
  expect(Object.keys(document.components.schemas.User.properties)).toEqual(expect.arrayContaining(['id', 'avatar']))
  expect(JSON.stringify(document)).not.toMatch(/"(?:userId|user_id|refreshToken|refresh_token|avatarUrl)"/)
})

test('[B-014] [B-015] every operation asks for the client, and takes a version and a language', () => {
  for (const methods of Object.values<Record<string, { parameters: object[] }>>(document.paths)) {
    for (const { parameters } of Object.values(methods)) {
      const references = ['UserAgent', 'ApplicationId', 'ApiVersion', 'AcceptLanguage']
      for (const name of references) expect(parameters).toContainEqual({ $ref: `#/components/parameters/${name}` })
    }
  }
})

test('[C2] logging in needs no token and takes one', () => {
  const { security, requestBody, responses } = document.paths['/auth/login'].post
  expect([security, requestBody.required]).toEqual([[{}, { token: [] }], false])
  expect(Object.keys(responses)).toEqual(expect.arrayContaining(['200', '400', '401', '403', '429']))
})

test('[B-049] [B-108] what needs a token says so; what answers nothing has no content', () => {
  expect(document.paths['/users/{id}'].get.security).toEqual([{ token: [] }])
  expect(document.paths['/users/me/avatar'].delete.responses['204']).not.toHaveProperty('content')
})

test('[B-107] a list is a list', () => {
  const { schema } = document.paths['/users'].get.responses['200'].content['application/json']
  expect(schema).toEqual({ type: 'array', items: { $ref: '#/components/schemas/ListedUser' } })
})

test('[B-058] errors have the shape of the document, with every code that there is', () => {
  const { properties, required } = document.components.schemas.Error
  expect(required).toEqual(['statusCode', 'error', 'message', 'data'])
  expect(properties.data.properties.code.enum).toEqual(expect.arrayContaining([1000, 10003, 10005, 11001, 13003]))
})

test('the published file is the document', () => {
  expect(JSON.parse(publishedFiles()['openapi.blueprint.json'] ?? '')).toEqual(document)
})
