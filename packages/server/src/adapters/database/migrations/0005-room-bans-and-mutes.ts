import type { Migration } from './migration.ts'

export const roomBansAndMutes: Migration = {
  name: '0005-room-bans-and-mutes',
  statements: () => [
    `create table room_ban (
      room_id text not null references room (id) on delete cascade,
      user_id text not null references "user" (id) on delete cascade,
      username text not null,
      reason text not null,
      by_id text references "user" (id) on delete set null,
      created_at_ms double precision not null,
      ends_at_ms double precision,
      primary key (room_id, user_id)
    )`,
    `create index room_ban_user on room_ban (user_id)`,
    `create index room_ban_by on room_ban (by_id)`,
    `create table room_mute (
      room_id text not null references room (id) on delete cascade,
      user_id text not null references "user" (id) on delete cascade,
      username text not null,
      chat integer not null,
      notes integer not null,
      by_id text references "user" (id) on delete set null,
      created_at_ms double precision not null,
      ends_at_ms double precision,
      primary key (room_id, user_id)
    )`,
    `create index room_mute_user on room_mute (user_id)`,
    `create index room_mute_by on room_mute (by_id)`,
    `create index room_name on room (name_key, seq)`,
  ],
}
