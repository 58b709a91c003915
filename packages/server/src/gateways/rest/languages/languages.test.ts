import { readdirSync } from 'node:fs'
import { issues, refusals, type IssueCode, type RefusalCode } from '@tutti/core'
import { blueprint, piano, type Dialect } from '@tutti/protocol/dialects'
import { IntlMessageFormat } from 'intl-messageformat'
import { expect, test } from 'vitest'
import { english, pickLanguage, readCatalogue, speak, translated } from './speak.ts'

const dialects: readonly Dialect[] = [piano, blueprint]
const said = (Object.keys(refusals) as RefusalCode[]).filter((code) => dialects.some((one) => one.refusals[code]))
const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map(([, name = '']) => name))].toSorted()

test('[B-034] there is one catalogue a language, and no other', () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.json'))
  expect(files.toSorted()).toEqual(translated.map((language) => `${language}.json`).toSorted())
})

test.each(translated)(
  '[B-034] %s has a text for everything that is said over HTTP, and for nothing else',
  (language) => {
    const catalogue = readCatalogue(language)
    expect(Object.keys(catalogue)).toEqual(['refusals', 'parts', 'issues'])
    expect(Object.keys(catalogue.refusals).toSorted()).toEqual(said.toSorted())
    expect(Object.keys(catalogue.parts)).toEqual(['params', 'query', 'body'])
    expect(Object.keys(catalogue.issues).toSorted()).toEqual(Object.keys(issues).toSorted())
  },
)

test.each(translated)('[B-034] what is filled in in English is filled in in %s, in every number', (language) => {
  const catalogue = readCatalogue(language)
  for (const code of Object.keys(issues) as IssueCode[]) {
    expect([code, placeholders(catalogue.issues[code])]).toEqual([code, placeholders(issues[code])])
    for (const limit of [0, 1, 2, 5, 21, 1_000]) {
      const params = { limit, least: 1, most: 9, values: 'a, b', prefix: 8 }
      const text = String(new IntlMessageFormat(catalogue.issues[code], language).format(params))
      expect(text.trim()).toBe(text)
      expect(text).not.toMatch(/[{}#]|^$/)
    }
  }
})

test.each(translated)('[B-034] nothing is left in English in %s', (language) => {
  const { refusals: texts, issues: others } = readCatalogue(language)
  for (const [code, text] of Object.entries(texts)) expect(text).not.toBe(refusals[code as RefusalCode])
  for (const [code, text] of Object.entries(others)) expect(text).not.toBe(issues[code as IssueCode])
})

test('[B-034] numbers take the form of their language', () => {
  const polish = (limit: number) => speak('pl').words?.issue({ code: 'at_least_characters', params: { limit } })
  expect([polish(1), polish(3), polish(5)]).toEqual([
    'Użyj co najmniej 1 znak',
    'Użyj co najmniej 3 znaki',
    'Użyj co najmniej 5 znaków',
  ])
})

test('[B-035] English needs no catalogue', () => {
  expect(speak(null)).toEqual({ language: english, words: undefined })
})

test.each([
  ['de', 'de'],
  ['de-AT', 'de'],
  ['DE', 'de'],
  ['fr;q=0.5, it;q=0.8', 'it'],
  ['xx, sr-Latn;q=0.3', 'sr'],
  ['xx', 'en'],
  ['', 'en'],
  ['*', 'en'],
  ['de;q=0', 'en'],
  ['en, *;q=0.5', 'en'],
  [`de${' '.repeat(2_000)}`, 'en'],
])('[B-034] [B-036] %j is served in %s', (header, language) => {
  expect(pickLanguage(header)).toBe(language)
})
