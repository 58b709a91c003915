import { Kysely, type Compilable } from 'kysely'
import type { Log } from '../../../telemetry/log.ts'
import type { Database } from '../database.ts'
import type { Tables } from '../tables.ts'
import { createKyselyDialect } from './kysely-dialect.ts'
import type { Statement, WorkerSettings } from './mail.ts'
import { Mailbox } from './mailbox.ts'
import { parseParameters } from './parse-parameters.ts'

const busyTimeoutMs = 3000

type OpenSqlite = Pick<WorkerSettings, 'path' | 'role'> & { readonly log: Log }

/** @throws DatabaseError. `path` may be `:memory:`. */
export async function openSqlite({ path, role, log }: OpenSqlite): Promise<Database> {
  const mailbox = await Mailbox.open({ path, role, busyTimeoutMs }, log)
  return {
    query: new Kysely<Tables>({ dialect: createKyselyDialect(mailbox) }),
    write: async (statements) => mailbox.send('write', statements.map(compile)),
    get waiting() {
      return mailbox.waiting
    },
    get writes() {
      return mailbox.writes
    },
    [Symbol.asyncDispose]: () => mailbox[Symbol.asyncDispose](),
  }
}

function compile(statement: Compilable): Statement {
  const { sql, parameters } = statement.compile()
  return { sql, parameters: parseParameters(parameters) }
}
