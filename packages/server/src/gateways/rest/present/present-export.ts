import type { AccountExport, LiveRooms, SessionId } from '@tutti/core'
import type { AnswerOf, Operations } from '@tutti/protocol/rest'
import { presentDirect } from './present-direct.ts'
import { presentOwnSession } from './present-own-session.ts'
import { presentPerson, presentStats } from './present-people.ts'
import { presentRecording } from './present-recording.ts'
import { presentRoom } from './present-room.ts'
import { presentTime } from './present-time.ts'
import { presentUser } from './present-user.ts'

type Export = AnswerOf<Operations['exportAccount']>

interface Around {
  readonly base: string
  readonly nowMs: number
  readonly current: SessionId
  readonly liveRooms: Pick<LiveRooms, 'countUsers'>
}

/** Somebody's own data, and of other people only what is public. */
export function presentExport(exported: AccountExport, { base, nowMs, current, liveRooms }: Around): Export {
  const { account, details, friends, blocked, sessions, rooms, messages, directMessages, recordings } = exported
  const { name, surname, statusText } = account.profile
  const { emailConfirmedAtMs } = account
  return {
    exportedAt: presentTime(nowMs),
    user: presentUser(account, base),
    emailConfirmedAt: presentTime(emailConfirmedAtMs),
    name,
    surname,
    statusText,
    settings: details.settings,
    stats: presentStats(details.stats),
    friends: friends.map(({ user }) => presentPerson(user, base)),
    blockedUsers: blocked.map(({ user }) => presentPerson(user, base)),
    sessions: sessions.map((session) => presentOwnSession(session, current)),
    rooms: rooms.map((room) => presentRoom(room, liveRooms.countUsers(room.id))),
    messages: messages.map(({ id, roomId, text, sentAtMs }) => ({
      messageId: id,
      roomId,
      message: text,
      timestamp: presentTime(sentAtMs),
    })),
    recordings: recordings.map(presentRecording),
    directMessages: directMessages.map(presentDirect),
  }
}
