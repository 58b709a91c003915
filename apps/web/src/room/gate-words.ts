import type { ClosedReason } from '@tutti/client'

export interface GateWords {
  readonly title: string
  readonly text: string
  /** What can be done about it. */
  readonly offers: readonly ('password' | 'again' | 'listen' | 'wait' | 'signIn' | 'reload' | 'home')[]
}

const refusals: Readonly<Record<string, GateWords>> = {
  wrong_password: {
    title: 'This room has a password',
    text: 'Ask whoever sent you the link.',
    offers: ['password', 'home'],
  },
  room_full: {
    title: 'The room is full',
    text: 'Every place at the piano is taken. Listen in, or stand in line and come in when somebody leaves.',
    offers: ['listen', 'wait', 'home'],
  },
  queue_left: {
    title: 'You are out of the line',
    text: 'Listen in, or stand at the end of the line again.',
    offers: ['listen', 'wait', 'home'],
  },
  room_not_found: {
    title: 'There is no such room',
    text: 'It may have closed: rooms made with Play now close a minute after the last player leaves.',
    offers: ['home'],
  },
  room_closed: {
    title: 'The room has closed',
    text: 'It was closed, or everybody had left for a while. Thank you for playing.',
    offers: ['home'],
  },
  guests_not_allowed: {
    title: 'This room is for people with an account',
    text: 'Sign in, or open an account, and come back in.',
    offers: ['signIn', 'home'],
  },
  pro_required: {
    title: 'This room is for Pro members',
    text: 'Ask its owner for an invitation, or open a room of your own.',
    offers: ['home'],
  },
  kicked: {
    title: 'You were asked to leave',
    text: 'The owner of the room removed you. Another room will be glad to have you.',
    offers: ['home'],
  },
  banned: { title: 'You cannot come in here', text: 'You are banned from this room.', offers: ['home'] },
  banned_from_room: {
    title: 'You cannot come in here',
    text: 'Whoever runs this room keeps you out for now.',
    offers: ['home'],
  },
  network_error: {
    title: 'The server cannot be reached',
    text: 'Check your connection. The piano below plays without it.',
    offers: ['again', 'home'],
  },
  connection_lost: { title: 'The connection was lost', text: 'It broke off on the way in.', offers: ['again', 'home'] },
}

const closings: { readonly [Reason in ClosedReason]?: GateWords } = {
  banned: suspended('Your account is suspended on this server.'),
  resumed_elsewhere: {
    title: 'You went on in another tab',
    text: 'This one has stopped, so that you are not in the room twice.',
    offers: ['reload', 'home'],
  },
  too_many_connections: {
    title: 'Too many tabs are open',
    text: 'Close one in which you play, then try again.',
    offers: ['reload', 'home'],
  },
  version: {
    title: 'Tutti has been updated',
    text: 'Reload the page to go on with the new version.',
    offers: ['reload'],
  },
  auth_ended: {
    title: 'You were signed out',
    text: 'Come back in as a guest, or sign in again.',
    offers: ['reload', 'signIn', 'home'],
  },
  signed_out: {
    title: 'You changed who you are',
    text: 'Come in again under your new name.',
    offers: ['reload', 'home'],
  },
}

/** Where one stands among those who wait for a place. */
export function lineWords({ position, length }: { readonly position: number; readonly length: number }): string {
  if (position <= 1) return 'The room is full; you are next in line'
  return `You are number ${position} of ${Math.max(length, position)} in line`
}

/** Ends that somebody may have given words for. */
const movedOut: readonly string[] = ['kicked', 'banned', 'room_closed']

export interface GateCause {
  readonly words: string
  readonly closedReason?: ClosedReason | undefined
  /** Why and until when one is kept out of the whole server. */
  readonly suspension?: string | undefined
}

function suspended(words: string): GateWords {
  const text = `${words} If that seems wrong, write to whoever runs it.`
  return { title: 'You cannot play here at the moment', text, offers: ['home'] }
}

/** What is said at a door that did not open, or closed behind us. */
export function gateWords(code: string, { words, closedReason, suspension }: GateCause): GateWords {
  if (suspension !== undefined) return suspended(suspension)
  const closing = closedReason && closings[closedReason]
  if (closing) return closing
  const known = refusals[code]
  if (known)
    return movedOut.includes(code) && words !== '' ? { ...known, text: `${known.text} They say: “${words}”` } : known
  return {
    title: 'You are outside',
    text: words || 'The way into the room did not work.',
    offers: ['again', 'home'],
  }
}
