import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createLog, createStores, openDatabase } from '@tutti/server'
import type { Bench } from '../bench.ts'
import { conditions } from '../measure/conditions.ts'
import { Histogram } from '../measure/histogram.ts'
import { wholeNumber } from '../measure/numeric-option.ts'
import { contendersOf, type Contender } from './contenders.ts'
import { fillAccounts } from './fill-accounts.ts'
import { presentSearch, type SearchRun } from './present-search.ts'

interface SearchOptions {
  readonly users: number
  readonly runs: number
  readonly asks: number
  readonly json: string | undefined
}

export const search: Bench = {
  summary: 'listing, counting and searching accounts, beside a plain select with a limit',
  help: `npm run bench search [-- options]

  --users N     accounts in the database (100000)
  --runs N      interleaved runs, of which the medians are told (3)
  --asks N      how often each is asked in a run, one at a time (200)
  --json FILE   writes everything that was measured`,
  run: async (args) => {
    const options = parseSearchOptions(args)
    const runs = await measureSearch(options)
    console.log(presentSearch(runs, { ...options, conditions: conditions() }))
    const raw = { ...options, conditions: conditions(), runs }
    if (options.json !== undefined) await writeFile(options.json, JSON.stringify(raw, undefined, 2))
  },
}

/** All are asked in turn: whatever the machine does meanwhile happens to all. Nothing is cached on this side of SQLite. */
async function measureSearch({ users, runs: count, asks }: SearchOptions): Promise<readonly SearchRun[]> {
  await using owned = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'tutti-search-'))
  owned.defer(() => rm(folder, { recursive: true, force: true }))
  const log = createLog({ level: 'silent', format: 'json' })
  const database = owned.use(await openDatabase({ url: `file:${join(folder, 'tutti.db')}`, log }))
  const stores = createStores(database)
  const startedAtMs = performance.now()
  await fillAccounts(database, users)
  process.stderr.write(`${users} accounts in ${Math.round((performance.now() - startedAtMs) / 1000)} s\n`)

  const newest = database.query.selectFrom('user').selectAll().where('kind', '=', 'account')
  const plain = async () => ({ total: (await newest.orderBy('seq', 'desc').limit(20).execute()).length })
  const contenders = [{ title: 'plain `select … limit 20`', ask: plain }, ...contendersOf(stores)]
  const runs: SearchRun[] = []
  for (let run = 1; run <= count; run += 1) {
    for (const contender of contenders) runs.push(await measureOne(contender, asks))
    process.stderr.write(`run ${run} of ${count}\n`)
  }
  return runs
}

async function measureOne({ title, ask }: Contender, asks: number): Promise<SearchRun> {
  const { total } = await ask()
  const times = new Histogram()
  for (let asked = 0; asked < asks; asked += 1) {
    const startedAtMs = performance.now()
    await ask()
    times.add((performance.now() - startedAtMs) * 1e6)
  }
  return { title, total, p50Us: times.quantile(0.5) / 1000, p99Us: times.quantile(0.99) / 1000 }
}

function parseSearchOptions(args: readonly string[]): SearchOptions {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args: [...args],
    options: {
      users: { ...text, default: '100000' },
      runs: { ...text, default: '3' },
      asks: { ...text, default: '200' },
      json: text,
    },
  })
  return {
    users: wholeNumber('users', values.users),
    runs: wholeNumber('runs', values.runs),
    asks: wholeNumber('asks', values.asks),
    json: values.json,
  }
}
