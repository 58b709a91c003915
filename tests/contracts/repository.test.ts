import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { glob, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const run = promisify(execFile)

/** What keys look like; those of the documents' own examples are known to everybody. */
const keys = [
  /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s+[A-Za-z0-9+/=\s]{40}/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /\b(?:sk|rk)_live_[0-9A-Za-z]{16,}/,
  /\bgh[pousr]_[0-9A-Za-z]{36}\b/,
  /\bxox[abp]-[0-9A-Za-z-]{20,}/,
  /\bnpm_[0-9A-Za-z]{36}\b/,
  /"kty"\s*:\s*"(?:OKP|EC|RSA)"[^}]*"d"\s*:\s*"[\w-]{20,}"/,
]
const holdsKey = (text: string): boolean => keys.some((key) => key.test(text))

async function filesWithKeys(files: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    files.map(async (file) => ((await readFile(`${root}${file}`, 'latin1').then(holdsKey)) ? [file] : [])),
  )
  return found.flat()
}

test('[S-127] keys are found where there are some', () => {
  const [begin, body] = ['-----BEGIN PRIVATE ', 'A'.repeat(64)]
  expect(holdsKey(`${begin}KEY-----\n${body}\n`)).toBe(true)
  expect(holdsKey(`ghp_${'a'.repeat(36)}`)).toBe(true)
  expect(holdsKey('a key is pressed')).toBe(false)
})

test('[S-127] no file that is committed holds a key', async ({ skip }) => {
  if (!existsSync(`${root}.git`)) skip('no repository')
  const { stdout } = await run('git', ['ls-files', '-z', '-co', '--exclude-standard'], {
    cwd: root,
    maxBuffer: 1 << 26,
  })
  const files = stdout.split('\0').filter((file) => file !== '' && existsSync(`${root}${file}`))
  expect(files.length).toBeGreaterThan(100)
  expect(await filesWithKeys(files)).toEqual([])
  expect(files.filter((file) => /(?:^|\/)\.env(?:\.|$)|\.(?:pem|p12|pfx|key)$|master-secret/.test(file))).toEqual([])
})

test('[S-127] the bundle that browsers load holds no key, and no secret of a server', async ({ skip }) => {
  const files: string[] = []
  for await (const file of glob('apps/web/dist/**/*.{js,css,html,map}', { cwd: root })) files.push(file)
  if (files.length === 0) skip('the web client is not built')
  expect(await filesWithKeys(files)).toEqual([])
  for (const file of files) expect(await readFile(`${root}${file}`, 'utf8')).not.toMatch(/TUTTI_(?:SMTP_URL|OPS_TOKEN)/)
})

/** A file of a registry; a package without an address of its own comes from the one that npm is told. */
const fromRegistry = /^https:\/\/[^/]+\/(?:@[^/]+\/)?[^/]+\/-\/[^/]+\.tgz$/

interface Locked {
  readonly resolved?: string
  readonly integrity?: string
  readonly link?: boolean
  readonly hasInstallScript?: boolean
}

test('[S-128] every dependency is locked: from the registry, with its hash, and none runs a script', async () => {
  const { packages }: { packages: Record<string, Locked> } = JSON.parse(
    await readFile(`${root}package-lock.json`, 'utf8'),
  )
  const manifest: { allowScripts: Record<string, boolean> } = JSON.parse(await readFile(`${root}package.json`, 'utf8'))
  const installed = Object.entries(packages).filter(
    ([path, { link }]) => path.includes('node_modules/') && link !== true,
  )
  const strange = installed.filter(
    ([, { resolved, integrity = '' }]) =>
      (resolved !== undefined && !fromRegistry.test(resolved)) || !integrity.startsWith('sha512-'),
  )

  expect(installed.length).toBeGreaterThan(100)
  expect(strange.map(([path]) => path)).toEqual([])
  const scripted = installed.flatMap(([path, { hasInstallScript }]) =>
    hasInstallScript === true ? [path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)] : [],
  )
  expect(scripted.filter((name) => manifest.allowScripts[name] !== false)).toEqual([])
  expect(Object.values(manifest.allowScripts)).not.toContain(true)
})

test('[S-128] what is in it can be listed for others', { timeout: 60_000 }, async () => {
  const { stdout } = await run('npm', ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx'], {
    cwd: root,
    maxBuffer: 1 << 26,
  })
  const { components }: { components: readonly { name: string }[] } = JSON.parse(stdout)
  expect(components.map(({ name }) => name)).toEqual(expect.arrayContaining(['hono', 'zod', 'ws']))
})
