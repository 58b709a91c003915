import { NotificationKind } from '@tutti/protocol/realtime'
import { expect, test } from 'vitest'
import { connected } from '../testing/in-a-room.ts'

test.each([
  [NotificationKind.INFO, 'info'],
  [NotificationKind.WARNING, 'warning'],
  [NotificationKind.MAINTENANCE, 'maintenance'],
  [NotificationKind.UNSPECIFIED, 'info'],
] as const)('[P-063] what the server tells everybody is told, kind %i as %s', async (kind, said) => {
  const { server, connection, time } = await connected()
  const told: unknown[] = []
  connection.on('notification', (notification) => told.push(notification))

  server.tell({
    case: 'notification',
    value: { notificationId: 'n', kind, message: 'Concert at eight', timestamp: 5n },
  })
  await time.pass(1)

  expect(told).toEqual([{ notificationId: 'n', kind: said, message: 'Concert at eight', sentAtMs: 5 }])
})
