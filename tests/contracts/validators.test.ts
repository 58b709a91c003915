import { operations } from '@tutti/protocol/rest'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'

const n = 100_000
/** What makes regular expressions that backtrack take for ever. */
const corpus: Readonly<Record<string, string>> = {
  'one letter': 'a'.repeat(n),
  'an address without an end': `${'a.'.repeat(n / 2)}@`,
  'many at signs': '@'.repeat(n),
  'a host of dots': `a@${'a.'.repeat(n / 2)}!`,
  'nested groups': `${'(a+)+'.repeat(n / 5)}$`,
  spaces: `${' '.repeat(n)}x`,
  'a long query': `http://a?${'a=b&'.repeat(n / 4)}`,
  digits: `${'1'.repeat(n)}Z`,
  'base64 that is none': `data:image/png;base64,${'A='.repeat(n / 2)}`,
  'stacked marks': `e${'\u0301'.repeat(n)}`,
  'line ends': '\r\n'.repeat(n / 2),
}

/** Every field of text that anybody may send. */
const fields = Object.values(operations).flatMap((operation) =>
  (['body', 'query', 'params'] as const).flatMap((place) => {
    const shape = place in operation ? (operation as Record<string, unknown>)[place] : undefined
    return shape instanceof z.ZodObject
      ? Object.entries<z.ZodType>(shape.shape).map(([name, schema]) => ({ name: `${operation.id}.${name}`, schema }))
      : []
  }),
)

describe('[S-69] no text keeps a validator busy', () => {
  test.each(Object.entries(corpus))('%s', (_, text) => {
    expect(fields.length).toBeGreaterThan(60)
    const startedAt = performance.now()
    for (const { schema } of fields) schema.safeParse(text)

    // Of one that backtracks, a single field takes hours.
    expect(performance.now() - startedAt).toBeLessThan(fields.length * 20)
  })
})
