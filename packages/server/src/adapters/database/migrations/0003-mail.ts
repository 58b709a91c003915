import type { Migration } from './migration.ts'

export const mail: Migration = {
  name: '0003-mail',
  statements: () => [
    `alter table "user" add column email_confirmed_at_ms double precision`,
    // One link of a kind works at a time: a newer one takes the place of the older.
    `create table mail_token (
      user_id text not null references "user" (id) on delete cascade,
      purpose text not null check (purpose in ('confirm_email', 'confirm_new_email', 'reset_password')),
      hash text not null unique,
      email text not null,
      email_key text not null,
      expires_at_ms double precision not null,
      primary key (user_id, purpose)
    )`,
    // Without a reference to the user: the mail that says good-bye outlives the account.
    `create table outbox (
      id text primary key,
      kind text not null,
      user_id text,
      address text not null,
      address_key text not null,
      username text not null,
      sealed_token text,
      state text not null check (state in ('waiting', 'sent', 'dead', 'decoy')),
      attempts integer not null,
      next_attempt_at_ms double precision not null,
      created_at_ms double precision not null,
      expires_at_ms double precision not null,
      settled_at_ms double precision,
      reason text
    )`,
    `create index outbox_due on outbox (state, next_attempt_at_ms)`,
    `create index outbox_address on outbox (address_key, created_at_ms)`,
    `create index outbox_user on outbox (user_id)`,
    `create index message_user on message (user_id)`,
  ],
}
