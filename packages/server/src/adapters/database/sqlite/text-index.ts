import type { TextIndex } from '../migrations/migration.ts'

/** Folds accents and case; marks belong to their letters, in every script. */
const tokenizer = `unicode61 remove_diacritics 2 categories ''L* N* Co Mn Mc''`

/**
 * FTS5 over some columns of the rows that count, kept in step by triggers. The text itself stays in the table alone. Rows go
 * by `seq`; one that gets its number after it was added is indexed then.
 */
export function textIndex({ table, columns, only }: TextIndex): readonly string[] {
  const index = `${table}_text`
  const names = columns.join(', ')
  const watched = [...columns, ...(only ? [only.column] : [])].join(', ')
  const add = `insert into ${index} (rowid, ${names}) select seq, ${names} from "${table}" where ${only?.condition ?? 'true'}`
  const remove = `delete from ${index} where rowid = old.seq;`
  return [
    // Beginnings of these lengths are looked up like whole words, and those of one letter less are few of them: what many
    // words begin with costs no more than what one does.
    `create virtual table ${index} using fts5(
      ${names}, content='', contentless_delete=1, tokenize='${tokenizer}', prefix='1 2 4 6'
    )`,
    add,
    `create trigger ${index}_add after insert on "${table}" when new.seq is not null
      begin ${add} and seq = new.seq; end`,
    `create trigger ${index}_change after update of seq, ${watched} on "${table}"
      begin ${remove} ${add} and seq = new.seq; end`,
    `create trigger ${index}_remove after delete on "${table}" begin ${remove} end`,
  ]
}
