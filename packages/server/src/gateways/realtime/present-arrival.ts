import type { ChatMessage, Participant } from '@tutti/core'
import { ChatMessageType, type OutgoingMember } from '@tutti/protocol/realtime'
import { presentMessage, presentParticipant, presentRoom, wholeMs } from './present.ts'
import { presentTransport } from './present-transport.ts'
import { presentPlayer, presentSharedParticipant } from './player/present-player.ts'
import { presentRecording } from './recording/present-recording.ts'
import type { RoomChannel } from './room-channel.ts'

/** The room as it is told to somebody who comes in. */
export function presentArrival(
  { live }: RoomChannel,
  me: Participant,
  history: readonly ChatMessage[],
): OutgoingMember {
  const value = {
    room: presentRoom(live.room),
    participant: me.number,
    participants: [...[...live.participants].map(presentParticipant), ...presentSharedParticipant(live)],
    history: history.map(presentMessage),
    transport: presentTransport(live),
    ...(live.player.current && { player: presentPlayer(live) }),
    ...(live.recording && { recording: presentRecording(live.recording) }),
  }
  return { case: 'roomJoined', value }
}

/** Told to whoever comes in, and kept nowhere: it has no place among the room's messages. */
export function presentGreeting(
  { live }: RoomChannel,
  { messageId, nowMs }: { readonly messageId: string; readonly nowMs: number },
): OutgoingMember | null {
  const { welcomeMessage } = live.room.settings
  if (welcomeMessage === '') return null
  const value = { message: welcomeMessage, messageType: ChatMessageType.SYSTEM, messageId, timestamp: wholeMs(nowMs) }
  return { case: 'chatMessage', value }
}
