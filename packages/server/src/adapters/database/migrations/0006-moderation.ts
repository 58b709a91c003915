import type { Migration } from './migration.ts'

export const moderation: Migration = {
  name: '0006-moderation',
  statements: ({ sequence, appendOnly }) => [
    // JSON; null for nobody who was suspended.
    `alter table "user" add column suspension text`,
    `create table audit_entry (
      seq ${sequence},
      at_ms double precision not null,
      action text not null,
      actor_id text,
      actor_name text not null,
      address text,
      target_id text,
      target_name text,
      details text not null
    )`,
    `create index audit_entry_actor on audit_entry (actor_id)`,
    `create index audit_entry_target on audit_entry (target_id)`,
    ...appendOnly('audit_entry'),
    `create table report (
      seq ${sequence},
      id text not null unique,
      reporter_id text not null,
      reporter_name text not null,
      subject_id text not null,
      subject_name text not null,
      message_id text not null,
      reason text not null,
      comment text not null,
      context text not null,
      created_at_ms double precision not null,
      resolution text
    )`,
    `create index report_open on report (seq) where resolution is null`,
    `create unique index report_once on report (reporter_id, subject_id, message_id) where resolution is null`,
    `create table address_ban (
      seq ${sequence},
      range text not null unique,
      reason text not null,
      by_id text,
      created_at_ms double precision not null,
      until_ms double precision
    )`,
    `create table invite (
      seq ${sequence},
      id text not null unique,
      code_hash text not null unique,
      note text not null,
      uses integer not null,
      most_uses integer not null,
      by_id text,
      created_at_ms double precision not null,
      expires_at_ms double precision not null
    )`,
    // One row for each thing that is true of the whole instance; JSON.
    `create table instance_state (
      name text primary key,
      state text not null
    )`,
  ],
}
