import type { ChatFilter } from '@tutti/core'
import {
  DataSet,
  englishDataset,
  englishRecommendedTransformers,
  RegExpMatcher,
  type EnglishProfaneWord,
} from 'obscenity'
import { foldText, type FoldedText } from './fold-text.ts'

/** Not said at all, masked or not. */
const slurs: ReadonlySet<EnglishProfaneWord> = new Set([
  'abeed',
  'africoon',
  'arabush',
  'boonga',
  'chingchong',
  'chink',
  'kike',
  'nigger',
  'tranny',
] as const)
const longerSlurs = /^f[a4@]gg?[o0]t/iu

/** Words of musicians, and places, that hold others by accident. */
const innocent = ['ritardando', 'retardando', 'fagott', 'chinkapin', 'chinkara', 'wankel', 'penistone', 'ritard']

const dataset = new DataSet<{ originalWord: EnglishProfaneWord }>().addAll(englishDataset).addPhrase((phrase) => {
  for (const word of innocent) phrase.addWhitelistedTerm(word)
  return phrase
})
const matcher = new RegExpMatcher({ ...dataset.build(), ...englishRecommendedTransformers })

interface Found {
  /** In the folded text; `end` is behind the last one. */
  readonly start: number
  readonly end: number
  readonly isSlur: boolean
}

/** English, with the usual disguises: digits for letters, look-alikes, repeated, spaced or invisibly divided letters. */
export const obscenityFilter: ChatFilter = {
  judge(text) {
    const folded = foldText(text)
    const found = [...findWords(folded.text), ...findSpacedWords(folded.text)]
    if (found.length === 0) return { text, isRefused: false }
    return { text: mask(folded, found), isRefused: found.some(({ isSlur }) => isSlur) }
  },
}

const oneWord = /[\p{L}\p{N}_]/u

function findWords(text: string): Found[] {
  return matcher.getAllMatches(text).flatMap((match) => {
    const { originalWord } = dataset.getPayloadWithPhraseMetadata(match).phraseMetadata ?? {}
    const [start, end] = wholeWord(text, match.startIndex, match.endIndex + 1)
    const word = text.slice(start, end)
    // Signs alone are no word, whatever they look like.
    if (!/\p{L}/u.test(word)) return []
    return [{ start, end, isSlur: (originalWord && slurs.has(originalWord)) === true || longerSlurs.test(word) }]
  })
}

/** `s p e l l e d`, but not the names of notes. */
const spelled = /(?<![\p{L}\p{N}])(?:\p{L}[ .\-_*]{1,3}){2,}\p{L}(?![\p{L}\p{N}])/gu
const noteNames = /^[a-h]+$/iu

function findSpacedWords(text: string): Found[] {
  return [...text.matchAll(spelled)].flatMap(({ 0: run, index }) => {
    const letters = run.replace(/[^\p{L}]/gu, '')
    const found = noteNames.test(letters) ? [] : findWords(letters)
    if (found.length === 0) return []
    return [{ start: index, end: index + run.length, isSlur: found.some(({ isSlur }) => isSlur) }]
  })
}

function wholeWord(text: string, from: number, to: number): readonly [start: number, end: number] {
  let start = from
  let end = to
  while (start > 0 && oneWord.test(text[start - 1] ?? '')) start -= 1
  while (end < text.length && oneWord.test(text[end] ?? '')) end += 1
  return [start, end]
}

/** An asterisk for each character; what stands between spelled letters stays. */
function mask({ text, original }: FoldedText, found: readonly Found[]): string {
  const isMasked = (at: number): boolean => found.some(({ start, end }) => at >= start && at < end)
  let at = 0
  return original
    .map(({ character, foldedLength }) => {
      const place = at
      at += foldedLength
      if (foldedLength === 0 || !isMasked(place)) return character
      return /[\p{L}\p{N}\p{P}\p{S}]/u.test(text[place] ?? '') || foldedLength > 1 ? '*' : character
    })
    .join('')
}
