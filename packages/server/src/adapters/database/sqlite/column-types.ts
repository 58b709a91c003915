import type { ColumnTypes } from '../migrations/migration.ts'
import { textIndex } from './text-index.ts'

/** How SQLite spells what SQL leaves open. */
export const columnTypes: ColumnTypes = {
  sequence: 'integer primary key',
  appendOnly: (table: string) =>
    ['update', 'delete'].map(
      (change) =>
        `create trigger ${table}_no_${change} before ${change} on ${table}
        begin select raise(abort, '${table} is append-only'); end`,
    ),
  removableWhenOld: ({ table, column, keptMs }) => [
    `drop trigger ${table}_no_delete`,
    `create trigger ${table}_no_delete before delete on ${table}
      when old.${column} >= (select max(${column}) from ${table}) - ${keptMs}
      begin select raise(abort, '${table} is append-only'); end`,
  ],
  numbered: (table: string, order: string) => [
    `alter table "${table}" add column seq integer`,
    `update "${table}" set seq = numbered.seq
      from (select id, row_number() over (order by ${order}) as seq from "${table}") as numbered
      where numbered.id = "${table}".id`,
    `create unique index ${table}_seq on "${table}" (seq)`,
    `create trigger ${table}_number after insert on "${table}" when new.seq is null
      begin update "${table}" set seq = (select coalesce(max(seq), 0) + 1 from "${table}") where id = new.id; end`,
  ],
  textIndex,
}
