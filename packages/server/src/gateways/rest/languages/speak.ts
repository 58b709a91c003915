import { readFileSync } from 'node:fs'
import type { IssueCode, RefusalCode, RequestPlace } from '@tutti/core'
import type { Words } from '@tutti/protocol/dialects'
import { IntlMessageFormat } from 'intl-messageformat'
import Negotiator from 'negotiator'

export const english = 'en'

/** Beside English, which is in the tables of refusals and issues themselves. */
export const translated = ['de', 'es', 'fr', 'hr', 'it', 'ja', 'ko', 'pl', 'pt', 'ru', 'sr', 'zh'] as const

const languages = [english, ...translated]

/** What a catalogue has a text for: each refusal, the parts of a request that a refusal may speak of, and each issue. */
export interface Catalogue {
  readonly refusals: Readonly<Record<string, string>>
  readonly parts: { readonly [Part in RequestPlace]: string }
  readonly issues: { readonly [Code in IssueCode]: string }
}

/** A language, and its words where it is not English. */
export interface Spoken {
  readonly language: string
  readonly words: Words | undefined
}

/** Nobody reads this many languages. */
const longestHeader = 1_000
const mostRemembered = 1_000
const remembered = new Map<string, string>()
const spoken = new Map<string, Spoken>()

/** The language of the header `Accept-Language` that there are words for; English for any other, and for what is none. */
export function pickLanguage(header: string | null): string {
  if (header === null || header === '*' || header === english || header.length > longestHeader) return english
  const known = remembered.get(header)
  if (known !== undefined) return known
  const language = new Negotiator({ headers: { 'accept-language': header } }).language(languages) ?? english
  if (remembered.size >= mostRemembered) remembered.clear()
  remembered.set(header, language)
  return language
}

/** What whoever sent this header is told refusals in. Catalogues are read when they are first needed. */
export function speak(header: string | null): Spoken {
  const language = pickLanguage(header)
  const known = spoken.get(language)
  if (known) return known
  const speaking = { language, words: language === english ? undefined : wordsOf(language, readCatalogue(language)) }
  spoken.set(language, speaking)
  return speaking
}

export function readCatalogue(language: string): Catalogue {
  const catalogue: Catalogue = JSON.parse(readFileSync(new URL(`./${language}.json`, import.meta.url), 'utf8'))
  return catalogue
}

function wordsOf(language: string, { refusals, parts, issues }: Catalogue): Words {
  const formats = new Map<IssueCode, IntlMessageFormat>()
  const formatOf = (code: IssueCode): IntlMessageFormat => {
    const format = formats.get(code) ?? new IntlMessageFormat(issues[code], language)
    formats.set(code, format)
    return format
  }
  return {
    refusal: (code: RefusalCode, part) => (part === undefined ? refusals[code] : parts[part]),
    issue: ({ code, params }) => String(formatOf(code).format(params)),
  }
}
