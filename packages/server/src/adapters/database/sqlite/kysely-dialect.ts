import {
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely'
import type { Mailbox } from './mailbox.ts'
import { parseParameters } from './parse-parameters.ts'

/** Kysely on the database's thread. It needs no pool: letters do not disturb each other. */
export function createKyselyDialect(mailbox: Mailbox): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => createDriver(mailbox),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

function createDriver(mailbox: Mailbox): Driver {
  const connection = createConnection(mailbox)
  return {
    init: nothing,
    acquireConnection: () => Promise.resolve(connection),
    beginTransaction: refuseTransaction,
    commitTransaction: refuseTransaction,
    rollbackTransaction: refuseTransaction,
    releaseConnection: nothing,
    destroy: nothing,
  }
}

function createConnection(mailbox: Mailbox): DatabaseConnection {
  return {
    async executeQuery<R>({ sql, parameters, query }: CompiledQuery): Promise<QueryResult<R>> {
      const kind = query.kind === 'SelectQueryNode' ? 'read' : 'write'
      const [rows = []] = await mailbox.send(kind, [{ sql, parameters: parseParameters(parameters) }])
      // The row's shape is what the typed query says it is.
      return { rows: rows as unknown as R[] }
    },
    // eslint-disable-next-line require-yield
    async *streamQuery() {
      throw new Error('streaming is not supported')
    },
  }
}

const nothing = (): Promise<void> => Promise.resolve()

/** A transaction that waits for the program between its statements would hold everybody else up. */
function refuseTransaction(): Promise<never> {
  return Promise.reject(new Error('use Database.write with a list of statements'))
}
