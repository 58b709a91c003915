import { mkdir, readFile } from 'node:fs/promises'
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { findChromium } from '@tutti/testkit/browser'

/**
 * Runs every suite that this machine can run, names the ones it cannot, and closes with `N passed, N failed`.
 * With CI set nothing may be left out. Arguments go to vitest: `npm test -- packages/core`.
 */
interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly numFailedTestSuites: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

const root = fileURLToPath(new URL('..', import.meta.url))
const reportFile = `${root}.cache/tests.json`
const isCi = Boolean(process.env['CI'])
const missing = findChromium()
  ? []
  : [{ project: 'browser', suites: 'tests/e2e (*.browser.test.ts)', needs: 'Chromium' }]

await mkdir(`${root}.cache`, { recursive: true })
const exitCode = await runVitest()
const report = await readReport()
const skipped = report.testResults.flatMap(({ assertionResults }) =>
  assertionResults.filter(({ status }) => status !== 'passed' && status !== 'failed').map(({ fullName }) => fullName),
)
for (const name of skipped) console.log(`skipped: ${name}`)
for (const { suites, needs } of missing) console.log(`skipped: ${suites}, which needs ${needs}`)

// A file that does not even load has no tests to count; it is one failure.
const broken = report.testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
)
const leftOut = isCi ? skipped.length + missing.length : 0
if (leftOut > 0) console.log('In CI nothing may be skipped.')
const failed = report.numFailedTests + broken.length + leftOut
console.log(`${report.numPassedTests} passed, ${failed} failed`)
if (exitCode !== 0 || failed > 0) process.exitCode = 1

function runVitest(): Promise<number> {
  const leaveOut = missing.map(({ project }) => `--project=!${project}`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
  const args = [`${root}node_modules/vitest/vitest.mjs`, 'run', ...reporters, ...leaveOut, ...process.argv.slice(2)]
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' })
    child.on('close', (code) => resolve(code ?? 1))
  })
}

async function readReport(): Promise<Report> {
  const report: Report = JSON.parse(await readFile(reportFile, 'utf8'))
  return report
}
