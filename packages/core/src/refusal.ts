import type { KnownIssue } from './issues.ts'

/** Every way an operation can say no. Transports choose the status; core never knows one. */
export const refusals = {
  // what was asked cannot be understood
  invalid_input: 'Invalid input parameters.',
  invalid_date: 'A date is not in ISO 8601 format.',
  invalid_user_agent: 'The User-Agent is missing or invalid.',
  invalid_application_id: 'The Application-Id is missing or invalid.',
  malformed_body: 'The body is not valid JSON.',
  body_too_large: 'The body is too large.',
  unsupported_media_type: 'The body must be application/json.',
  not_acceptable: 'Only application/json can be answered here.',
  version_unavailable: 'This version of the API is not available.',
  route_not_found: 'There is nothing at this address.',
  method_not_allowed: 'This method is not allowed here.',
  upgrade_required: 'This address speaks WebSocket only.',
  malformed_message: 'The message cannot be read.',
  unsupported_message: 'This message is not understood here.',
  illegal_midi: 'The MIDI data is not allowed.',

  // who asks
  not_authenticated: 'Authentication is required.',
  wrong_credentials: 'The username or password is wrong.',
  invalid_token: 'The token is invalid or has expired.',
  invalid_ticket: 'The connection ticket is invalid, used or has expired.',
  foreign_origin: 'Connections from this origin are not allowed.',
  not_allowed: 'Your account is not allowed to do this.',
  suspended: 'Your account is suspended.',
  address_banned: 'Nobody may come in from your address.',
  registration_closed: 'This server takes no new accounts.',
  invite_required: 'Opening an account needs a valid invite.',
  session_not_found: 'There is no such session of yours.',

  // users
  username_taken: 'Username already exists.',
  email_taken: 'E-mail address already exists.',
  email_unconfirmed: 'Confirm your e-mail address first.',
  invalid_link: 'The link is invalid, was used before or has expired.',
  weak_password: 'The password does not meet the guidelines.',
  user_not_found: 'The specified user does not exist.',
  request_not_found: 'There is no such request or friendship.',
  friends_full: 'There is no room for more people in this list.',
  file_too_large: 'The file is too large.',
  unsupported_file_type: 'Files of this type are not taken.',
  unreadable_midi_file: 'The MIDI file cannot be read.',

  // rooms
  room_not_found: 'The specified room does not exist.',
  room_full: 'The room is full.',
  wrong_password: 'The room password is wrong.',
  guests_not_allowed: 'This room does not admit guests.',
  pro_required: 'This room is for Pro members.',
  not_in_room: 'Join a room first.',
  session_lost: 'There is no session to go on with.',
  not_waiting: 'You are not waiting for a place.',
  banned_from_room: 'You may not come into this room at present.',
  muted: 'You are muted in this room.',

  // chat
  chat_disabled: 'Chat is switched off in this room.',
  message_too_long: 'The message is too long.',
  message_empty: 'The message is empty.',
  message_refused: 'This is not said in this room.',
  message_not_editable: 'This message cannot be edited any more.',
  slow_mode: 'The chat is slow here. Please wait a little before your next message.',
  not_reachable: 'This user takes no messages from you.',

  // the shared player and recordings
  player_queue_full: 'The queue of the player is full.',
  piece_not_found: 'There is no such piece in the queue.',
  nothing_plays: 'Nothing is playing right now.',
  recording_not_found: 'There is no such recording.',
  recording_runs: 'The room is being recorded.',
  not_recording: 'The room is not being recorded.',
  recordings_full: 'There is no room for more recordings.',

  // moderation
  message_not_found: 'The specified message does not exist.',
  report_not_found: 'There is no such report.',
  address_ban_not_found: 'There is no such ban.',
  invite_not_found: 'There is no such invite.',
  last_admin: 'Somebody else must be an admin first.',

  // the server itself
  maintenance: 'The server is being worked on. Please come back later.',
  rate_limited: 'Too many requests. Please try again later.',
  overloaded: 'The server is busy. Please try again in a moment.',
  unavailable: 'The service is not available right now.',
  internal: 'Something went wrong on our side.',
} as const

export type RefusalCode = keyof typeof refusals

export interface FieldIssue {
  readonly field: string
  readonly issue: string
  /** The same by its name; absent where a person wrote the text. */
  readonly known?: KnownIssue
  /** Which part of a request the field is in; absent where it speaks for itself. */
  readonly place?: RequestPlace
}

export type RequestPlace = 'params' | 'query' | 'body'

/** What exactly was refused; dialects translate it. `errors` lists every failed field, `field` and `issue` the first. */
export interface RefusalDetails {
  readonly field?: string
  readonly issue?: string
  readonly known?: KnownIssue
  readonly errors?: readonly FieldIssue[]
  readonly roomId?: string
  readonly userId?: string
  readonly allow?: readonly string[]
  readonly retryAfterMs?: number
  /** Which of several grounds for the same refusal, for programs: `suspended`. */
  readonly reason?: string
  /** When what it comes from is over. */
  readonly untilMs?: number
  /** What the operation tells beside the error. */
  readonly data?: Readonly<Record<string, boolean>>
}

export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode
  readonly about: RefusalDetails

  /** `about` names what was refused, for instance `{ field: 'username', issue: 'Username already exists' }`. */
  constructor(code: RefusalCode, about: RefusalDetails = {}, options?: ErrorOptions) {
    super(refusals[code], options)
    this.code = code
    this.about = about
  }
}
