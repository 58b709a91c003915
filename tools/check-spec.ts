import { glob, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/**
 * Each rule of SPEC.md has a test that cites it, each rule that a test cites exists, and each cited rule of the API
 * documents is explained in docs/reference/conformance.md.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const ruleId = /\b(?:USER|SESS|ROOM|CHAT|NOTE|MAIL|ACCT|PROF|FRND|MOD|LIMIT|LIST|FILE|PLAY|REC|TIME|DM|SIGN)-\d+\b/g
const contractId = /\b[PBSR]-\d{2,3}\b/g

const spec = await readFile(`${root}packages/core/SPEC.md`, 'utf8')
const defined = new Set([...spec.matchAll(/^- \*\*([A-Z]+-\d+)\*\*/gm)].map(([, id]) => id ?? ''))

const explained = new Set((await readFile(`${root}docs/reference/conformance.md`, 'utf8')).match(contractId))

const cited = new Set<string>()
const unexplained = new Set<string>()
for await (const file of glob('{packages,tests,sdks,apps}/**/*.test.ts', {
  cwd: root,
  exclude: (name) => name === 'node_modules',
})) {
  const text = await readFile(`${root}${file}`, 'utf8')
  for (const [id] of text.matchAll(ruleId)) cited.add(id)
  for (const [id] of text.matchAll(contractId)) if (!explained.has(id)) unexplained.add(id)
}

const untested = [...defined].filter((id) => !cited.has(id))
const unknown = [...cited].filter((id) => !defined.has(id))
if (untested.length > 0) console.log(`Rules of SPEC.md that no test cites: ${untested.join(' ')}`)
if (unknown.length > 0) console.log(`Rules that tests cite and SPEC.md does not have: ${unknown.join(' ')}`)
if (unexplained.size > 0)
  console.log(`Rules that tests cite and conformance.md does not explain: ${[...unexplained].join(' ')}`)
if (untested.length + unknown.length + unexplained.size > 0) process.exitCode = 1
