import { fileURLToPath } from 'node:url'
import { run } from './run.ts'

/** Types, laws of import, lint, format, generated files, rules and their tests: all that can be known without running. */
const root = fileURLToPath(new URL('..', import.meta.url))
const bin = (name: string): string => `${root}node_modules/.bin/${name}`
const openApi = 'packages/protocol'
const documents = ['piano', 'blueprint'].map((name) => `${openApi}/published/openapi.${name}.json`)

// Checking is nobody else's business.
process.env['REDOCLY_TELEMETRY'] = 'off'
process.env['REDOCLY_SUPPRESS_UPDATE_NOTICE'] = 'true'

// Our own programs are compiled once, not each time.
process.env['NODE_COMPILE_CACHE'] = `${root}.cache/node`

const checks = [
  // It takes longest.
  () => run('lint', bin('oxlint'), ['--type-aware', '--deny-warnings'], root),
  () => run('types', bin('tsc'), ['-b'], root),
  () => run('format', bin('oxfmt'), ['--check'], root),
  () => run('generated files', process.execPath, ['tools/generate.ts', '--check'], root),
  () => run('OpenAPI', bin('redocly'), ['lint', '--config', `${openApi}/redocly.yaml`, ...documents], root),
  () => run('rules and their tests', process.execPath, ['tools/check-spec.ts'], root),
]

const started = performance.now()
const outcomes = await Promise.all(checks.map((check) => check()))

for (const { name, ok, output, seconds } of outcomes) {
  console.log(`${ok ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)`)
  if (!ok) console.log(output)
}
console.log(`checked in ${((performance.now() - started) / 1000).toFixed(1)} s`)
if (outcomes.some(({ ok }) => !ok)) process.exitCode = 1
