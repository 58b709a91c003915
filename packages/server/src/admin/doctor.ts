import { existsSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createTransport } from 'nodemailer'
import { parseDatabasePath } from '../adapters/database/open-database.ts'
import { migrations } from '../adapters/database/migrations/index.ts'
import { explainOpening, toFailure } from '../adapters/database/sqlite/failures.ts'
import { checkOrigin, readNumber } from '../adapters/database/sqlite/open-file.ts'
import { ConfigError } from '../config/config-error.ts'
import type { Config } from '../config/load-config.ts'
import { loadSecrets } from '../config/secrets.ts'
import type { Command } from './command.ts'

interface Finding {
  readonly state: 'ok' | 'note' | 'wrong'
  readonly text: string
}

const ok = (text: string): Finding => ({ state: 'ok', text })
const note = (text: string): Finding => ({ state: 'note', text })
const wrong = (text: string): Finding => ({ state: 'wrong', text })

export const doctor: Command = {
  usage: 'doctor',
  about: 'Looks at database, secrets, mail, disk and clock, and says what is wrong. Exit code 1 when something is.',
  options: [],
  words: [0, 0],
  async run({ config, say }) {
    const findings = [
      ...lookAtDatabase(config),
      lookAtSecrets(config),
      await lookAtMail(config),
      lookAtDisk(config),
      lookAtClock(config),
    ]
    for (const { state, text } of findings) say(`${state.padEnd(5)}  ${text}`)
    const bad = findings.filter(({ state }) => state === 'wrong').length
    say(bad === 0 ? 'All is well.' : `${bad} ${bad === 1 ? 'thing is' : 'things are'} wrong.`)
    return bad === 0 ? 0 : 1
  },
}

function lookAtDatabase({ databaseUrl }: Config): readonly Finding[] {
  if (databaseUrl === 'memory:') return [note('The database is in memory: it ends with the server.')]
  const path = parseDatabasePath(databaseUrl)
  if (!existsSync(path)) return [note(`There is no database at ${path} yet: the first start makes it.`)]
  const findings: Finding[] = []
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
    findings.push(wrong(`The database is open to other users: run chmod 600 ${path}.`))
  }
  try {
    using database = new DatabaseSync(path, { readOnly: true, timeout: 5000 })
    return [...findings, ...lookInside(database, path)]
  } catch (error) {
    return [...findings, wrong(`The database ${path} ${explainOpening(toFailure(error))}.`)]
  }
}

function lookInside(database: DatabaseSync, path: string): readonly Finding[] {
  checkOrigin(database)
  const { integrity_check: soundness } = database.prepare('pragma integrity_check(1)').get() ?? {}
  if (soundness !== 'ok') return [wrong(`The database ${path} is damaged: ${String(soundness)}. Restore a backup.`)]
  const loose = database.prepare('pragma foreign_key_check').all().length
  if (loose > 0) return [wrong(`The database ${path} has ${loose} rows that lead nowhere. Restore a backup.`)]
  const version = readNumber(database, 'user_version')
  if (version < migrations.length) {
    return [note(`The database is of schema ${version}; the next start brings it to ${migrations.length}.`)]
  }
  const admins = Number(
    database.prepare(`select count(*) as count from "user" where roles like '%"admin"%'`).get()?.['count'],
  )
  return [
    ok(`The database ${path} is sound, schema ${version}.`),
    admins > 0 ? ok(`Admins: ${admins}.`) : note('Nobody is an admin: npm run admin -- grant <user> admin.'),
  ]
}

function lookAtSecrets({ dataDir }: Config): Finding {
  if (!existsSync(join(dataDir, 'master-secret')))
    return note(`No secrets in ${dataDir} yet: the first start makes them.`)
  try {
    loadSecrets(dataDir)
    return ok('The secrets are strong, different, and for their owner alone.')
  } catch (error) {
    if (error instanceof ConfigError) return wrong(error.message)
    throw error
  }
}

const mailPatienceMs = 10_000

async function lookAtMail({ smtpUrl, dataDir }: Config): Promise<Finding> {
  if (smtpUrl === undefined) return note(`No TUTTI_SMTP_URL: mails are written to ${join(dataDir, 'mail')}.`)
  const { host } = new URL(smtpUrl)
  const patience = { connectionTimeout: mailPatienceMs, greetingTimeout: mailPatienceMs, socketTimeout: mailPatienceMs }
  const transport = createTransport(`${smtpUrl}${smtpUrl.includes('?') ? '&' : '?'}${asQuery(patience)}`)
  try {
    await transport.verify()
    return ok(`The mail server ${host} takes mail.`)
  } catch (error) {
    return wrong(`The mail server ${host} does not answer as it should: ${reasonOf(error)}.`)
  } finally {
    transport.close()
  }
}

function asQuery(settings: Readonly<Record<string, number>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

const mebibyte = 1024 * 1024
const littleBytes = 1024 * mebibyte
const leastBytes = 200 * mebibyte

function lookAtDisk({ dataDir }: Config): Finding {
  if (!existsSync(dataDir)) return note(`There is no folder ${dataDir} yet: the first start makes it.`)
  const { bavail, bsize } = statfsSync(dataDir)
  const freeBytes = bavail * bsize
  const text = `${Math.floor(freeBytes / mebibyte)} MiB are free in ${dataDir}.`
  if (freeBytes < leastBytes) return wrong(text)
  return freeBytes < littleBytes ? note(text) : ok(text)
}

const forgivenMs = 60_000
/** No clock that is right says less: this program is younger. */
const earliestMs = Date.UTC(2026, 0, 1)

function lookAtClock({ databaseUrl }: Config): Finding {
  const nowMs = Date.now()
  const said = new Date(nowMs).toISOString()
  const newestMs = databaseUrl === 'memory:' ? 0 : readNewest(parseDatabasePath(databaseUrl))
  if (nowMs < earliestMs) return wrong(`The clock says ${said}, which is long past.`)
  if (newestMs > nowMs + forgivenMs) {
    return wrong(`The clock says ${said}, but the database knows of ${new Date(newestMs).toISOString()}.`)
  }
  return ok(`The clock says ${said}.`)
}

/** When something was last written; 0 where that cannot be known. */
function readNewest(path: string): number {
  try {
    using database = new DatabaseSync(path, { readOnly: true, timeout: 5000 })
    const sources = ['max(at_ms) as at from audit_entry', 'max(created_at_ms) as at from "user"']
    return Math.max(...sources.map((source) => Number(database.prepare(`select ${source}`).get()?.['at'] ?? 0)))
  } catch {
    return 0
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
}
