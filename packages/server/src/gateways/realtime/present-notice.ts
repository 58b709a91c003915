import type { Notice, NoticeKind } from '@tutti/core'
import { NotificationKind, type OutgoingMember } from '@tutti/protocol/realtime'

const kinds: Readonly<Record<NoticeKind, NotificationKind>> = {
  info: NotificationKind.INFO,
  warning: NotificationKind.WARNING,
  maintenance: NotificationKind.MAINTENANCE,
}

export function presentNotice({ id, kind, text, atMs }: Notice): OutgoingMember {
  const value = { notificationId: id, kind: kinds[kind], message: text, timestamp: BigInt(Math.round(atMs)) }
  return { case: 'notification', value }
}
