import type { Migration } from './migration.ts'

export const recordings: Migration = {
  name: '0011-recordings',
  statements: ({ sequence }) => [
    // Outlives its room: whoever was there goes on reading it.
    `create table recording (
      seq ${sequence},
      id text not null unique,
      room_id text not null,
      name text not null,
      started_by_id text references "user" (id) on delete set null,
      started_by_name text not null,
      started_at_ms double precision not null,
      duration_ms double precision not null,
      size_bytes integer not null,
      state text not null check (state in ('running', 'ended'))
    )`,
    `create index recording_room on recording (room_id, seq)`,
    `create index recording_starter on recording (started_by_id)`,
    `create index recording_running on recording (id) where state = 'running'`,
    `create table recording_player (
      recording_id text not null references recording (id) on delete cascade,
      number integer not null,
      user_id text references "user" (id) on delete set null,
      username text not null,
      primary key (recording_id, number)
    )`,
    `create index recording_player_user on recording_player (user_id, recording_id)`,
    `create table recording_piece (
      recording_id text not null references recording (id) on delete cascade,
      seq integer not null,
      log blob not null,
      primary key (recording_id, seq)
    )`,
  ],
}
