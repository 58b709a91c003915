import type { Migration } from './migration.ts'

export const usersRoomsMessages: Migration = {
  name: '0001-users-rooms-messages',
  statements: ({ sequence }) => [
    `create table "user" (
      id text primary key,
      kind text not null check (kind in ('account', 'guest')),
      public_id text not null unique,
      username text not null,
      username_key text not null,
      email text,
      email_key text unique,
      password_hash text,
      roles text not null,
      color text not null,
      created_at_ms double precision not null,
      updated_at_ms double precision not null,
      last_seen_at_ms double precision not null,
      generation integer not null,
      check (kind = 'guest' or (email_key is not null and password_hash is not null))
    )`,
    // Guests may share a name; accounts may not.
    `create unique index user_account_username on "user" (username_key) where kind = 'account'`,
    `create table session (
      id text primary key,
      user_id text not null references "user" (id) on delete cascade,
      refresh_hash text not null unique,
      created_at_ms double precision not null,
      expires_at_ms double precision not null
    )`,
    `create index session_user on session (user_id)`,
    `create table room (
      seq ${sequence},
      id text not null unique,
      name text not null,
      name_key text not null,
      owner_id text references "user" (id) on delete set null,
      type text not null check (type in ('public', 'private', 'pro')),
      max_users integer not null,
      password_hash text,
      lifetime text not null check (lifetime in ('lasting', 'temporary')),
      settings text not null,
      last_message_seq integer not null default 0,
      created_at_ms double precision not null,
      updated_at_ms double precision not null
    )`,
    `create index room_newest on room (created_at_ms, seq)`,
    `create index room_owner on room (owner_id)`,
    `create table message (
      id text primary key,
      room_id text not null references room (id) on delete cascade,
      room_seq integer not null,
      type text not null check (type in ('user', 'system', 'bot')),
      user_id text not null,
      username text not null,
      text text not null,
      sent_at_ms double precision not null,
      client_message_id text,
      unique (room_id, room_seq),
      unique (room_id, user_id, client_message_id)
    )`,
  ],
}
