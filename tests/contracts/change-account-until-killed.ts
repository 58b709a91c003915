import { changePassword, registerAccount, resetPassword, type Caller } from '@tutti/core'
import { createLog, createStores, openDatabase } from '@tutti/server'
import { createTestPorts } from '@tutti/testkit'

type Database = Awaited<ReturnType<typeof openDatabase>>

// Does one thing to an account and is killed at POINT: `before` its write, `after` as many statements of it, or
// `acknowledged`, when it is durable and nobody has been told.
const database = await openDatabase({
  url: `file:${process.env['FILE']}`,
  log: createLog({ level: 'silent', format: 'json' }),
})
const point = process.env['POINT'] ?? ''

function die(): Promise<never> {
  process.kill(process.pid, 'SIGKILL')
  return new Promise(() => undefined)
}

/** Holds the database's thread, in the middle of the transaction, for far longer than it takes to be killed. */
const slow = `with recursive counted (n) as (select 1 union all select n + 1 from counted where n < 200000000)
  select count(*) from counted`

async function writeAndDie(statements: Parameters<Database['write']>[0]): ReturnType<Database['write']> {
  if (point === 'before') return die()
  if (point === 'acknowledged') {
    await database.write(statements)
    return die()
  }
  const done = Number(point)
  const [first] = statements
  if (!first) throw new Error('nothing to write')
  const pause = { compile: () => ({ ...first.compile(), sql: slow, parameters: [] }) }
  setTimeout(() => void die(), 150)
  return database.write([...statements.slice(0, done), pause, ...statements.slice(done)])
}

const ports = { ...createTestPorts(), ...createStores({ ...database, write: writeAndDie }) }
const newPassword = 'Ballade-no-4'

switch (process.env['ACTION']) {
  case 'register':
    await registerAccount(ports, { username: 'robert', email: 'robert@example.com', password: newPassword })
    break
  case 'change': {
    const caller: Caller = JSON.parse(process.env['CALLER'] ?? '')
    await changePassword(ports, { caller, currentPassword: 'Nocturne-9-2', newPassword })
    break
  }
  default:
    await resetPassword(ports, { token: 'reset', password: newPassword })
}
throw new Error('It should have been killed by now')
