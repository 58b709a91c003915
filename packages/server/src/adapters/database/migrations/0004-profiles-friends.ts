import type { Migration } from './migration.ts'

export const profilesFriends: Migration = {
  name: '0004-profiles-friends',
  statements: () => [
    `alter table "user" add column name text`,
    `alter table "user" add column surname text`,
    `alter table "user" add column name_key text not null default ''`,
    `alter table "user" add column surname_key text not null default ''`,
    `alter table "user" add column status_text text not null default ''`,
    `alter table "user" add column avatar text`,
    `alter table "user" add column theme text not null default 'system' check (theme in ('system', 'light', 'dark'))`,
    `alter table "user" add column notifications integer not null default 1`,
    `alter table "user" add column show_current_room integer not null default 1`,
    `alter table "user" add column notes_played double precision not null default 0`,
    `alter table "user" add column played_ms double precision not null default 0`,
    `alter table "user" add column rooms_created integer not null default 0`,
    `create unique index user_avatar on "user" (avatar) where avatar is not null`,
    // A search reads this index instead of the rows, newest account first.
    `create index user_account_newest on "user" (created_at_ms, id, username_key, email_key, name_key, surname_key, roles)
      where kind = 'account'`,
    `create table friendship (
      low_id text not null references "user" (id) on delete cascade,
      high_id text not null references "user" (id) on delete cascade,
      state text not null check (state in ('requested', 'friends')),
      requested_by text not null,
      at_ms double precision not null,
      primary key (low_id, high_id),
      check (low_id < high_id and requested_by in (low_id, high_id))
    )`,
    `create index friendship_high on friendship (high_id)`,
    `create table block (
      user_id text not null references "user" (id) on delete cascade,
      blocked_id text not null references "user" (id) on delete cascade,
      at_ms double precision not null,
      primary key (user_id, blocked_id)
    )`,
    `create index block_blocked on block (blocked_id)`,
  ],
}
