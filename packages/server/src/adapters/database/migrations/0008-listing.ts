import type { Migration } from './migration.ts'

/** Accounts in the order of their creation, and words to search by. */
export const listing: Migration = {
  name: '0008-listing',
  statements: ({ numbered, textIndex }) => [
    ...numbered('user', 'created_at_ms, id'),
    `drop index user_account_newest`,
    `create index user_account_seq on "user" (seq) where kind = 'account'`,
    `create index user_account_created on "user" (created_at_ms, seq) where kind = 'account'`,
    `create index user_account_name on "user" (name_key, seq desc) where kind = 'account'`,
    `create index user_account_surname on "user" (surname_key, seq desc) where kind = 'account'`,
    ...textIndex({
      table: 'user',
      columns: ['username_key', 'name_key', 'surname_key', 'email_key'],
      only: { column: 'kind', condition: `kind = 'account'` },
    }),
    ...textIndex({
      table: 'room',
      columns: ['name_key'],
      only: { column: 'type', condition: `type <> 'private'` },
    }),
    ...textIndex({ table: 'report', columns: ['comment', 'reporter_name', 'subject_name'] }),
    ...textIndex({ table: 'audit_entry', columns: ['actor_name', 'target_name'] }),
    ...textIndex({ table: 'address_ban', columns: ['reason'] }),
    ...textIndex({ table: 'invite', columns: ['note'] }),
  ],
}
