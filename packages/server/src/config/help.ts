import { flagOf, type OptionShape } from './option.ts'
import { options } from './options.ts'

/** What `--help` prints. */
export function renderHelp(version: string): string {
  const described = Object.values(options).map(describe)
  return [
    `Tutti ${version}: play piano together, in real time.`,
    '',
    'Usage: npm start -- [options]',
    '',
    'Every option is a flag or an environment variable; adding _FILE to the variable',
    'names a file that holds the value. Flags win over variables.',
    '',
    ...described,
    '  --help, -h',
    '      Print this.',
    '',
    '  --version, -v',
    '      Print the version.',
    '',
  ].join('\n')
}

function describe({ env, alias, about, allowed, fallback, fallbackText }: OptionShape): string {
  const names = [`  ${flagOf(env)} <value>`, env, ...(alias ? [alias] : [])].join(', ')
  return `${names}\n      ${about}\n      Allowed: ${allowed}. Default: ${fallbackText ?? String(fallback)}.\n`
}
