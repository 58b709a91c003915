import type { Migration } from './migration.ts'

export const chatAndDirectMessages: Migration = {
  name: '0010-chat-and-direct-messages',
  statements: ({ sequence }) => [
    `alter table message add column edited_at_ms double precision`,
    // The text stays, for reports.
    `alter table message add column removed_at_ms double precision`,
    `alter table message add column reply_to text`,
    `alter table message add column emote integer not null default 0`,
    // JSON: an array of user ids.
    `alter table message add column mentions text not null default '[]'`,
    `alter table "user" add column direct_messages text not null default 'everyone'
      check (direct_messages in ('everyone', 'friends', 'nobody'))`,
    `create table direct_message (
      seq ${sequence},
      id text not null unique,
      low_id text not null references "user" (id) on delete cascade,
      high_id text not null references "user" (id) on delete cascade,
      from_id text not null,
      text text not null,
      sent_at_ms double precision not null,
      client_message_id text,
      unique (low_id, high_id, from_id, client_message_id),
      check (low_id < high_id and from_id in (low_id, high_id))
    )`,
    `create index direct_message_pair on direct_message (low_id, high_id, seq)`,
    `create index direct_message_high on direct_message (high_id, low_id, seq)`,
    // How far somebody has read of what another one wrote.
    `create table direct_read (
      user_id text not null references "user" (id) on delete cascade,
      other_id text not null references "user" (id) on delete cascade,
      up_to_seq integer not null,
      primary key (user_id, other_id)
    )`,
    `create index direct_read_other on direct_read (other_id)`,
  ],
}
