import type { Migration } from './migration.ts'

/** Which installation of a client opened a session. */
export const sessionApplications: Migration = {
  name: '0007-session-applications',
  statements: () => [`alter table session add column application_id text`],
}
