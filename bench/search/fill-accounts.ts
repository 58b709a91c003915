import type { openDatabase } from '@tutti/server'

type Database = Awaited<ReturnType<typeof openDatabase>>

const firstNames = 'Anna Anton Clara Robert Johannes Zoë Émile Marie Ludwig Fanny Hélène Jürgen'.split(' ')
const surnames = 'Schumann Brahms Wieck Müller Andersen Smith Nguyễn García Łukasz'.split(' ')
const atOnce = 500

/**
 * Accounts of which half are called `player` and a number, the others something that nobody else is called; full names are
 * of few first names and, one in three, of a surname of their own. The same ones each time.
 */
export async function fillAccounts({ query }: Pick<Database, 'query'>, count: number): Promise<void> {
  const random = sequence(1)
  for (let from = 0; from < count; from += atOnce) {
    const indices = Array.from({ length: Math.min(atOnce, count - from) }, (_, index) => from + index)
    const rows = indices.map((index) => rowOf(index, random))
    await query.insertInto('user').values(rows).execute()
  }
}

function rowOf(index: number, random: () => number) {
  const username = index % 2 === 0 ? `player${index}` : `${letters(random)}${index}`
  const surname = index % 3 === 0 ? letters(random) : pick(surnames, random)
  const name = pick(firstNames, random)
  const email = `${username}@example.com`
  const atMs = 1_700_000_000_000 + index * 1000
  return {
    id: `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`,
    kind: 'account',
    public_id: index.toString(36).padStart(9, '0'),
    username,
    username_key: username,
    email,
    email_key: email,
    password_hash: 'hash',
    roles: '["member"]',
    color: '#86a9f7',
    name,
    name_key: name.toLowerCase(),
    surname,
    surname_key: surname.toLowerCase(),
    created_at_ms: atMs,
    updated_at_ms: atMs,
    last_seen_at_ms: atMs,
    generation: 0,
  } as const
}

function letters(random: () => number): string {
  const length = 4 + Math.floor(random() * 5)
  return Array.from({ length }, () => String.fromCharCode(97 + Math.floor(random() * 26))).join('')
}

function pick(names: readonly string[], random: () => number): string {
  return names[Math.floor(random() * names.length)] ?? ''
}

/** Numbers from 0 to 1, the same ones for the same seed. */
function sequence(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
