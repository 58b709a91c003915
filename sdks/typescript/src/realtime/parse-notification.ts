import { type Notification, NotificationKind } from '@tutti/protocol/realtime'
import type { ServerNotification } from './connection-types.ts'

const kinds: ReadonlyMap<NotificationKind, ServerNotification['kind']> = new Map([
  [NotificationKind.WARNING, 'warning'],
  [NotificationKind.MAINTENANCE, 'maintenance'],
])

/** A kind that is not known here is good to know all the same. */
export function parseNotification({ notificationId, kind, message, timestamp }: Notification): ServerNotification {
  return { notificationId, kind: kinds.get(kind) ?? 'info', message, sentAtMs: Number(timestamp) }
}
