import type { DirectEvent, DirectEvents, UserId } from '@tutti/core'
import type { OutgoingMember } from '@tutti/protocol/realtime'
import type { Connections } from './connections.ts'
import { EncodedMessage } from './encoded-message.ts'
import { wholeMs } from './present.ts'

/** Direct messages, wherever they were sent, reach every connection of the two but the one they came by. */
export function followDirectEvents(connections: Connections, directEvents: DirectEvents): Disposable {
  return directEvents.subscribe((event) => {
    const people = event.type === 'direct_message' ? [event.from.id, event.to.id] : [event.userId]
    tell(connections, { people, via: event.via }, present(event))
  })
}

interface Audience {
  readonly people: readonly UserId[]
  readonly via: string | undefined
}

function tell(connections: Connections, { people, via }: Audience, member: OutgoingMember): void {
  const message = new EncodedMessage(member)
  for (const userId of people) {
    for (const { id, seat, outbox } of connections.of({ userId })) {
      if (id === via) continue
      // It does not overtake a note of the room.
      seat?.channel.endTurn()
      outbox.tell(message)
    }
  }
}

function present(event: DirectEvent): OutgoingMember {
  if (event.type === 'direct_read') {
    return { case: 'directRead', value: { userId: event.otherId, messageId: event.upTo } }
  }
  const { message, from, to } = event
  const value = {
    message: message.text,
    toUserId: to.id,
    toUsername: to.username,
    fromUserId: from.id,
    fromUsername: from.username,
    clientMessageId: message.clientMessageId ?? '',
    messageId: message.id,
    timestamp: wholeMs(message.sentAtMs),
  }
  return { case: 'directMessage', value }
}
