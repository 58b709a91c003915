import { TuttiError } from '@tutti/client'
import { momentWords } from '../ui/time-words.ts'

const words: Readonly<Record<string, string>> = {
  network_error: 'The server cannot be reached. Check your connection and try again.',
  timed_out: 'The server took too long to answer. Try again in a moment.',
  connection_lost: 'The connection was lost. It is being made again.',
  connection_closed: 'The connection is closed. Reload the page to connect again.',
  wrong_credentials: 'That name and password do not belong together.',
  invalid_credentials: 'That name and password do not belong together.',
  username_taken: 'That name is taken. Choose another.',
  username_already_exists: 'That name is taken. Choose another.',
  email_taken: 'There is an account with that e-mail already. Sign in instead.',
  room_not_found: 'There is no such room. It may have closed.',
  room_full: 'The room is full.',
  wrong_password: 'That is not the password. Try again.',
  guests_not_allowed: 'This room is for people with an account. Sign in to come in.',
  pro_required: 'This room is for Pro members.',
  overloaded: 'The server is busy. Try again in a moment.',
  unavailable: 'This is not available right now. Try again later.',
  rate_limit_exceeded: 'That was a lot at once. Wait a moment and try again.',
  rate_limited: 'That was a lot at once. Wait a moment and try again.',
  message_too_long: 'The message is too long.',
  chat_disabled: 'Chat is switched off in this room.',
  slow_mode: 'The chat is slow here. Wait a little before your next message.',
  message_refused: 'That is not said in this room.',
  message_not_editable: 'It is too old to be edited.',
  message_not_found: 'That message is not there any more.',
  not_reachable: 'They take no messages from you.',
  user_not_found: 'There is nobody of that name.',
  muted: 'Whoever runs the room has muted you.',
  nothing_plays: 'Nothing is playing any more.',
  piece_not_found: 'That piece is not in the queue any more.',
  player_queue_full: 'The queue is full. Take a piece out, or wait until one is over.',
  recording_runs: 'The room is being recorded already.',
  not_recording: 'The room is not being recorded any more.',
  recordings_full: 'There is no room for more recordings. Delete some of yours first.',
  not_allowed: 'You are not allowed to do this here.',
}

/** What happened and what to do, for whoever reads it. */
export function errorWords(error: unknown): string {
  if (!(error instanceof TuttiError)) return 'Something went wrong. Try again.'
  if (isSuspension(error)) return suspensionWords(error)
  return words[error.code.toLowerCase()] ?? error.message
}

/** Whether somebody is kept out of the whole server. */
export function isSuspension(error: unknown): boolean {
  return error instanceof TuttiError && error.details['reason'] === 'suspended'
}

function suspensionWords({ details: { issue, until } }: TuttiError): string {
  const end = typeof until === 'string' ? ` until ${momentWords(Date.parse(until))}` : ''
  const why = typeof issue === 'string' && issue !== '' ? ` They say: “${issue}”.` : ''
  return `Your account is suspended on this server${end}.${why}`
}

/** The code in lower case, whichever way it came. */
export function errorCode(error: unknown): string {
  return error instanceof TuttiError ? error.code.toLowerCase() : 'unknown'
}
