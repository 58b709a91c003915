import { defaultRoomSettings, longestMessage, type Budget } from '@tutti/core'
import type { OutgoingMember } from '@tutti/protocol/realtime'
import type { Connection } from './connection.ts'
import { presentUser, wholeMs } from './present.ts'
import type { RealtimeLimits } from './realtime-limits.ts'
import { chatHistory } from './rooms.ts'

/** While nobody plays; clients send one every two seconds while somebody does. */
const heartbeatMs = 15_000

interface Facts {
  readonly nowMs: number
  readonly maxFrameBytes: number
  readonly maxUsersPerRoom: number
  readonly chatEditMs: number
  readonly resumeMs: number
  readonly limits: RealtimeLimits | undefined
}

export function presentWelcome({ id, resumeToken, user }: Connection, facts: Facts): OutgoingMember {
  const { nowMs, limits, ...told } = facts
  const value = {
    sessionId: id,
    resumeToken,
    heartbeatMs,
    serverTime: wholeMs(nowMs),
    limits: {
      ...told,
      maxMessageCharacters: longestMessage,
      noteQuota: defaultRoomSettings.noteQuota,
      chatHistory,
      ...(limits && {
        frames: { limit: limits.framesPerSecond, windowMs: 1000 },
        chat: presentBudget(limits.chat),
        joins: presentBudget(limits.joins),
        roomsCreated: presentBudget(limits.roomsOpened),
      }),
    },
    user: presentUser(user),
    capabilities: ['resume', 'room_list'],
  }
  return { case: 'welcome', value }
}

function presentBudget({ limit, windowMs }: Budget) {
  return { limit, windowMs }
}
