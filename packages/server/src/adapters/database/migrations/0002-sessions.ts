import type { Migration } from './migration.ts'

/** Sessions whose refresh tokens rotate. Those from before go on with the generation and the age they have. */
export const sessions: Migration = {
  name: '0002-sessions',
  statements: () => [
    // The hash of a random secret is as random as the secret.
    `alter table session rename column refresh_hash to refresh_seed`,
    `alter table session add column generation integer not null default 0`,
    `alter table session add column rotation integer not null default 0`,
    `alter table session add column rotated_at_ms double precision not null default 0`,
    `alter table session add column user_agent text`,
    `alter table session add column last_used_at_ms double precision not null default 0`,
    `update session set rotated_at_ms = created_at_ms, last_used_at_ms = created_at_ms,
      generation = (select generation from "user" where "user".id = session.user_id)`,
    `create index session_expiry on session (expires_at_ms)`,
  ],
}
