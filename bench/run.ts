import type { Bench } from './bench.ts'
import { fanout } from './fanout/fanout.ts'
import { idle } from './idle/idle.ts'
import { rest } from './rest/rest.ts'
import { rhythm } from './rhythm/rhythm.ts'
import { search } from './search/search.ts'

const benches: Readonly<Record<string, Bench>> = { fanout, idle, rest, rhythm, search }

const [name = '--help', ...args] = process.argv.slice(2)
const bench = benches[name]

if (bench && !args.includes('--help')) await bench.run(args)
else if (bench) console.log(bench.help)
else {
  const known = Object.entries(benches).map(([each, { summary }]) => `  ${each.padEnd(10)}${summary}`)
  console.log(
    ['npm run bench <name> [-- options]', '', ...known, '', 'npm run bench <name> -- --help tells the options.'].join(
      '\n',
    ),
  )
  if (name !== '--help') process.exitCode = 1
}
