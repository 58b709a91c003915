import { expect, test } from 'vitest'
import { randomIds } from './ids.ts'

const many = Array.from({ length: 10_000 }, () => randomIds.shortId())

test('[B-044] an id is nine characters that need no escaping in an address, and nobody else’s', () => {
  for (const id of many) expect(id).toMatch(/^[A-Za-z0-9_-]{9}$/)
  expect(new Set(many).size).toBe(many.length)
})

test('[B-045] ids tell nothing about their order', () => {
  const ranks = new Map(many.toSorted().map((id, rank) => [id, rank]))
  const middle = (many.length - 1) / 2
  const covariance = many.reduce((sum, id, index) => sum + (index - middle) * ((ranks.get(id) ?? 0) - middle), 0)
  const variance = many.reduce((sum, _, index) => sum + (index - middle) ** 2, 0)
  // Of random ranks it is within 0.05 in all but one of a million runs.
  expect(Math.abs(covariance / variance)).toBeLessThan(0.05)
})
