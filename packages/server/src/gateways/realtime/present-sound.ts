import type { LiveRoom } from '@tutti/core'
import type { OutgoingMember } from '@tutti/protocol/realtime'
import { presentSharedParticipant } from './player/present-player.ts'
import { presentSound } from './present.ts'

/** What everybody in a room sounds like right now. */
export function presentSoundState(live: LiveRoom): OutgoingMember {
  const people = [...live.participants].map((participant) => ({
    participant: participant.number,
    channels: presentSound(participant),
  }))
  const shared = presentSharedParticipant(live).map(({ participant = 0, channels = [] }) => ({ participant, channels }))
  const participants = [...people, ...shared].filter(({ channels }) => channels.length > 0)
  return { case: 'soundState', value: { participants } }
}
