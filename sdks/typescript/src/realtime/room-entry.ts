import type { RoomJoined } from '@tutti/protocol/realtime'
import { parseTransport, type RoomTransport } from '../timing/transport.ts'
import { TuttiError, toTuttiError } from '../tutti-error.ts'
import { parseChannels, parseMessage, parseParticipant, parseRoom } from './parse-room.ts'
import { parsePlayer, type PlayerState } from './room-player.ts'
import { parseRecording, type RunningRecording } from './room-recorder.ts'
import type { ChannelSound, ChatMessage, Participant, RoomInfo } from './room-types.ts'

/** A room as it is told to somebody who comes in. */
export interface RoomEntry {
  readonly room: RoomInfo
  readonly me: Participant
  readonly participants: readonly Participant[]
  readonly channels: ReadonlyMap<number, readonly ChannelSound[]>
  readonly history: readonly ChatMessage[]
  readonly transport: RoomTransport
  readonly player: PlayerState | null
  readonly recording: RunningRecording | null
}

/** @throws TuttiError `unexpected_answer` without a room, or when we are not in it. */
export function parseRoomEntry({
  room,
  participant,
  participants,
  history,
  transport,
  player,
  recording,
}: RoomJoined): RoomEntry {
  const present = participants.map(parseParticipant).toSorted((a, b) => a.number - b.number)
  const me = present.find(({ number }) => number === participant)
  if (!room || !me) {
    throw new TuttiError({ code: 'unexpected_answer', message: 'The server told of a room that we are not in.' })
  }
  return {
    room: parseRoom(room),
    me,
    participants: present,
    channels: new Map(participants.map((told) => [told.participant, parseChannels(told)])),
    history: history.map((message) => parseMessage(message, me.user.userId)),
    transport: parseTransport(transport),
    player: parsePlayer(player),
    recording: parseRecording(recording),
  }
}

/** As `parseRoomEntry`; what cannot be read is reported. */
export function readRoomEntry(told: RoomJoined, report: (error: TuttiError) => void): RoomEntry | undefined {
  try {
    return parseRoomEntry(told)
  } catch (error) {
    report(toTuttiError(error))
    return undefined
  }
}
