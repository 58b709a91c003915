import type { UserId } from '../../ids.ts'
import { sendDirect, type SendsDirect } from '../../direct/send-direct.ts'
import type { PasswordHasher } from '../../ports/password-hasher.ts'
import type { UserStore } from '../../ports/user-store.ts'
import { Refusal } from '../../refusal.ts'
import { banUser, kickUser, unbanUser } from '../../rooms/ban-user.ts'
import type { LiveRoom } from '../../rooms/live-room.ts'
import { muteUser, unmuteUser } from '../../rooms/mute-user.ts'
import { mayManage } from '../../rooms/room-authority.ts'
import { updateRoom } from '../../rooms/update-room.ts'
import { renameGuest } from '../../users/admit-guest.ts'
import { getUser } from '../../users/find-user.ts'
import type { User } from '../../users/user.ts'
import { clearMessages } from '../remove-message.ts'
import type { EditNeeds } from '../edit-message.ts'
import { commands, type CommandName } from './command-list.ts'
import type { Interpreted } from './interpret-chat.ts'
import { rollDice } from './roll-dice.ts'
import { takeName } from './take-name.ts'

export interface Speaker {
  readonly user: User
  readonly live: LiveRoom
  readonly clientMessageId?: string | undefined
  /** The connection it came by. */
  readonly via?: string | undefined
}

export interface CommandNeeds extends SendsDirect, EditNeeds {
  readonly users: UserStore
  readonly passwords: PasswordHasher
  readonly limits: EditNeeds['limits'] & { readonly maxUsersPerRoom: number }
  /** 0 inclusive to 1 exclusive. */
  readonly random: () => number
}

interface Given {
  readonly command: CommandName
  /** What stands behind its name. */
  readonly given: string
}

type Giving = (needs: CommandNeeds, speaker: Speaker, given: string) => Interpreted | Promise<Interpreted>

/** Does what a command says, by the same use cases and under the same rules as every other way. @throws Refusal theirs. */
export async function give(needs: CommandNeeds, speaker: Speaker, { command, given }: Given): Promise<Interpreted> {
  return givings[command](needs, speaker, given)
}

const givings: Readonly<Record<CommandName, Giving>> = {
  help: (_, { user, live }) => {
    const runs = mayManage(live.room, user)
    const listed = Object.values(commands).filter(({ isForThoseWhoRunTheRoom }) => runs || !isForThoseWhoRunTheRoom)
    return told(...listed.map(({ usage, about }) => `${usage}: ${about}`))
  },
  me: (_, __, given) => ({ kind: 'said', text: given, manner: 'emote' }),
  roll: ({ random }, { user }, given) => {
    return { kind: 'said', text: `${user.username} ${rollDice(given, random)}`, manner: 'system' }
  },
  users: (_, { live }) => {
    const names = [...live.participants].map(({ number, user, listens }) => {
      return `${user.username} (#${number}${listens ? ', listens' : ''})`
    })
    return told(`${names.length} here: ${names.join(', ')}`)
  },
  msg: async (needs, { user, live, clientMessageId, via }, given) => {
    const { handle, rest } = takeName(given, live.participants)
    const { to, message } = await sendDirect(needs, { from: user, to: handle, text: rest, clientMessageId, via })
    return told(`To ${to.username}: ${message.text}`)
  },
  nick: async (needs, { user }, given) => {
    if (user.kind !== 'guest') throw new Refusal('not_allowed', { issue: 'Accounts change their name in the profile' })
    const username = await renameGuest(needs, { id: user.id, username: given })
    return { kind: 'told', lines: [`You are ${username} now.`], username }
  },
  kick: async (needs, speaker, given) => {
    const { who, rest } = await findWho(needs, speaker, given)
    await kickUser(needs, { ...who, reason: rest })
    return told('Moved out; coming back is possible after a minute.')
  },
  ban: async (needs, speaker, given) => {
    const { who, rest } = await findWho(needs, speaker, given)
    const { minutes, rest: reason } = takeMinutes(rest)
    await banUser(needs, { ...who, minutes, reason })
    return told(minutes === undefined ? 'Banned.' : `Banned for ${minutes} min.`)
  },
  unban: async (needs, speaker, given) => {
    await unbanUser(needs, (await findWho(needs, speaker, given)).who)
    return told('May come in again.')
  },
  mute: async (needs, speaker, given) => {
    const { who, rest } = await findWho(needs, speaker, given)
    const { minutes } = takeMinutes(rest)
    await muteUser(needs, { ...who, minutes, chat: true, notes: true })
    return told(minutes === undefined ? 'Muted.' : `Muted for ${minutes} min.`)
  },
  unmute: async (needs, speaker, given) => {
    await unmuteUser(needs, (await findWho(needs, speaker, given)).who)
    return told('Has a voice again.')
  },
  slow: async (needs, { user, live }, given) => {
    const slowModeSeconds = given === 'off' ? 0 : Number(given || 'NaN')
    await updateRoom(needs, { roomId: live.id, user, patch: { settings: { slowModeSeconds } } })
    return told(slowModeSeconds === 0 ? 'The chat is as fast as it likes.' : `One message every ${slowModeSeconds} s.`)
  },
  clear: async (needs, { user, live }, given) => {
    const of = given === '' ? undefined : await findUserId(needs, takeName(given, live.participants).handle)
    await clearMessages(needs, { roomId: live.id, user, userId: of })
    return told('Removed.')
  },
}

function told(...lines: readonly string[]): Interpreted {
  return { kind: 'told', lines }
}

async function findWho(needs: CommandNeeds, { user, live }: Speaker, given: string) {
  const { handle, rest } = takeName(given, live.participants)
  return { who: { roomId: live.id, user, userId: await findUserId(needs, handle) }, rest }
}

async function findUserId(needs: CommandNeeds, handle: string): Promise<UserId> {
  return (await getUser(needs, handle)).id
}

function takeMinutes(text: string): { readonly minutes: number | undefined; readonly rest: string } {
  const match = /^(\d{1,7})(?:\s+|$)/u.exec(text)
  return match ? { minutes: Number(match[1]), rest: text.slice(match[0].length) } : { minutes: undefined, rest: text }
}
