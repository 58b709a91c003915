import type { Wire } from '@tutti/protocol/realtime'
import { Connection } from './realtime/connection.ts'
import type { RealtimeConnection } from './realtime/connection-types.ts'
import { Emitter } from './emitter.ts'
import type { Answer, AskArguments, OperationName, UserView } from './rest/operation-types.ts'
import type { AccountCalls, PasswordChange, ProfileChange, ProfileView, UpgradeAsk } from './rest/account-calls.ts'
import type { DirectCalls } from './rest/direct-calls.ts'
import type { OwnSessionCalls } from './rest/own-session-calls.ts'
import type { PieceCalls, RecordingCalls } from './rest/recording-calls.ts'
import type { RoomCalls } from './rest/room-calls.ts'
import type { LocalClock, Runtime, Timers, WebSocketLike } from './runtime.ts'
import { randomId, systemClock, systemTimers } from './runtime.ts'
import { type CurrentSession, toSessionUser } from './session/current-session.ts'
import { SessionCalls } from './session/session-calls.ts'
import { SessionKeeper } from './session/session-keeper.ts'
import { type SessionStorage, memoryStorage } from './session/session-storage.ts'
import { TuttiError } from './tutti-error.ts'

export interface ClientOptions {
  /** `https://host`, without a path. */
  readonly baseUrl: string
  readonly fetch?: typeof fetch
  readonly WebSocket?: new (url: string, protocols: string[]) => WebSocketLike
  /** In memory unless said otherwise; `browserStorage()` keeps the session between visits. */
  readonly storage?: SessionStorage
  /** How frames are written: `proto` unless said otherwise; `json` for looking at them. */
  readonly wire?: Wire
  readonly clock?: LocalClock
  readonly timers?: Timers
  /** 0 inclusive to 1 exclusive. */
  readonly random?: () => number
  readonly newId?: () => string
  /** Gets what an event listener threw; `console.error` unless said otherwise. */
  readonly onListenerError?: (error: unknown) => void
}

export interface RegisterAsk {
  readonly username: string
  readonly email: string
  readonly password: string
  /** Where the server takes new accounts by invitation. */
  readonly invite?: string | undefined
}

export interface LogInAsk {
  /** A user name or an e-mail address. */
  readonly username: string
  readonly password: string
}

/** Every method that returns a promise rejects with a `TuttiError`. */
export interface TuttiClient {
  readonly session: CurrentSession | null
  onSessionChange(listener: (session: CurrentSession | null) => void): () => void
  /** Without a name one is proposed. */
  enterAsGuest(ask?: { readonly username?: string | undefined }): Promise<CurrentSession>
  /** Opens an account and logs in. */
  register(ask: RegisterAsk): Promise<CurrentSession>
  logIn(ask: LogInAsk): Promise<CurrentSession>
  /** Forgets the session here, closes the connection and tells the server, as far as it can be reached. Never rejects. */
  logOut(): Promise<void>
  readonly account: AccountCalls
  readonly sessions: OwnSessionCalls
  readonly rooms: RoomCalls
  readonly direct: DirectCalls
  readonly recordings: RecordingCalls
  readonly pieces: PieceCalls
  /** Anything that the server offers over HTTP: `call('getRoom', { params: { roomId } })`. */
  call<Id extends OperationName>(operation: Id, ...ask: AskArguments<Id>): Promise<Answer<Id>>
  /** The connection; a new one when there is none or the last one is closed. */
  connect(): RealtimeConnection
  /** The last one that `connect` made. */
  readonly connection: RealtimeConnection | null
  onConnectionChange(listener: (connection: RealtimeConnection) => void): () => void
}

export function createClient(options: ClientOptions): TuttiClient {
  return new Client(options)
}

class Client implements TuttiClient {
  readonly #runtime: Runtime
  readonly #wire: Wire
  readonly #keeper: SessionKeeper
  readonly #calls: SessionCalls
  readonly #emitter: Emitter<{ connection: RealtimeConnection }>
  #connection: Connection | null = null
  /** Settles when nobody changes the password any more. */
  #passwordChange: Promise<unknown> | null = null

  constructor({ baseUrl, storage = memoryStorage(), wire = 'proto', ...world }: ClientOptions) {
    this.#runtime = toRuntime(world)
    this.#wire = wire
    this.#keeper = new SessionKeeper(storage, this.#runtime)
    this.#calls = new SessionCalls({
      place: { baseUrl: baseUrl.replace(/\/+$/, ''), runtime: this.#runtime },
      keeper: this.#keeper,
      clock: this.#runtime.clock,
    })
    this.#emitter = new Emitter(this.#runtime.onListenerError)
  }

  readonly rooms: RoomCalls = {
    list: ({ hasUsers, ...query } = {}) =>
      this.call('listRooms', { query: { ...query, hasUsers: hasUsers === undefined ? undefined : `${hasUsers}` } }),
    get: (roomId) => this.call('getRoom', { params: { roomId } }),
    create: (body) => this.call('createRoom', { body }),
    update: (roomId, body) => this.call('updateRoom', { params: { roomId }, body }),
    delete: async (roomId) => void (await this.call('deleteRoom', { params: { roomId } })),
    messages: (roomId, { before, limit } = {}) =>
      this.call('listRoomMessages', { params: { roomId }, query: { before, perPage: limit } }),
    editMessage: (roomId, messageId, message) =>
      this.call('editRoomMessage', { params: { roomId, messageId }, body: { message } }),
    removeMessage: (roomId, messageId) => this.call('removeRoomMessage', { params: { roomId, messageId } }),
    participants: async (roomId) => (await this.call('listRoomParticipants', { params: { roomId } })).participants,
    kick: (roomId, body) => this.call('kickUser', { params: { roomId }, body }),
    bans: (roomId, query = {}) => this.call('listRoomBans', { params: { roomId }, query }),
    ban: (roomId, body) => this.call('banUser', { params: { roomId }, body }),
    unban: async (roomId, userId) => void (await this.call('unbanUser', { params: { roomId, userId } })),
    mute: (roomId, { userId, ...body }) => this.call('muteUser', { params: { roomId, userId }, body }),
    unmute: async (roomId, userId) => void (await this.call('unmuteUser', { params: { roomId, userId } })),
    transfer: (roomId, userId) => this.call('transferRoom', { params: { roomId }, body: { userId } }),
  }

  readonly recordings: RecordingCalls = {
    list: (query = {}) => this.call('listOwnRecordings', { query }),
    ofRoom: (roomId, query = {}) => this.call('listRoomRecordings', { params: { roomId }, query }),
    get: (recordingId) => this.call('getRecording', { params: { recordingId } }),
    file: (recordingId) => this.call('getRecordingFile', { params: { recordingId } }),
    rename: (recordingId, name) => this.call('renameRecording', { params: { recordingId }, body: { name } }),
    delete: async (recordingId) => void (await this.call('deleteRecording', { params: { recordingId } })),
  }

  readonly pieces: PieceCalls = {
    add: (roomId, file, { title } = {}) =>
      this.call('addPiece', { params: { roomId }, query: { title }, body: { file: new Uint8Array(file) } }),
  }

  readonly direct: DirectCalls = {
    conversations: () => this.call('listConversations'),
    messages: (userId, { before, limit } = {}) =>
      this.call('listDirectMessages', { params: { userId }, query: { before, perPage: limit } }),
    send: (userId, message) => this.call('sendDirectMessage', { params: { userId }, body: { message } }),
    markRead: async (userId, messageId) =>
      void (await this.call('readDirectMessages', { params: { userId }, body: { messageId } })),
  }

  readonly sessions: OwnSessionCalls = {
    list: (query = {}) => this.call('listSessions', { query }),
    end: async (sessionId) => void (await this.call('endSession', { params: { sessionId } })),
    endAll: async () => {
      await this.call('logOutEverywhere')
      this.#forget()
    },
  }

  readonly account: AccountCalls = {
    changePassword: (body) => this.#changePassword(body),
    upgradeGuest: (body) => this.#upgradeGuest(body),
    updateProfile: (body) => this.#updateProfile(body),
  }

  get session(): CurrentSession | null {
    return this.#keeper.current
  }

  get connection(): RealtimeConnection | null {
    return this.#connection
  }

  onSessionChange(listener: (session: CurrentSession | null) => void): () => void {
    return this.#keeper.onChange(listener)
  }

  onConnectionChange(listener: (connection: RealtimeConnection) => void): () => void {
    return this.#emitter.on('connection', listener)
  }

  async enterAsGuest({ username }: { readonly username?: string | undefined } = {}): Promise<CurrentSession> {
    return this.#become(await this.#calls.open('enterAsGuest', { body: { username } }))
  }

  async register({ username, email, password, invite }: RegisterAsk): Promise<CurrentSession> {
    await this.call('register', { body: { username, email, password, ...(invite !== undefined && { invite }) } })
    return this.logIn({ username, password })
  }

  async logIn({ username, password }: LogInAsk): Promise<CurrentSession> {
    return this.#become(await this.#calls.open('logIn', { body: { username, password } }))
  }

  async logOut(): Promise<void> {
    const { session } = this
    this.#forget()
    if (session) await this.#calls.leave(session)
  }

  async call<Id extends OperationName>(operation: Id, ...[ask]: AskArguments<Id>): Promise<Answer<Id>> {
    return (await this.#calls.call(operation, ask ?? {})) as Answer<Id>
  }

  connect(): RealtimeConnection {
    if (this.#connection && this.#connection.state.status !== 'closed') return this.#connection
    const connection = new Connection({
      runtime: this.#runtime,
      wire: this.#wire,
      openTicket: () => this.#openTicket(),
      isAuthChanging: () => this.#passwordChange !== null,
      onAuthEnded: () => this.#keeper.replace(null),
      onRenamed: (username) => this.#rename(username),
    })
    this.#connection = connection
    this.#emitter.emit('connection', connection)
    return connection
  }

  /** The connection goes first: whoever hears of the new session may connect at once. */
  #become(session: CurrentSession): CurrentSession {
    this.#connection?.close('signed_out')
    this.#keeper.replace(session)
    return session
  }

  async #changePassword(body: PasswordChange): Promise<CurrentSession> {
    const change = this.call('changePassword', { body })
    this.#passwordChange = change
    try {
      const session = this.#calls.toSession(await change)
      this.#keeper.replace(session)
      this.#connection?.dialAgain()
      return session
    } finally {
      if (this.#passwordChange === change) this.#passwordChange = null
    }
  }

  async #upgradeGuest(body: UpgradeAsk): Promise<Answer<'upgradeGuest'>> {
    const user = await this.call('upgradeGuest', { body })
    this.#adopt(user)
    return user
  }

  async #updateProfile(body: ProfileChange): Promise<ProfileView> {
    const profile = await this.call('updateProfile', { body })
    this.#adopt(profile)
    return profile
  }

  /** Unless somebody else is signed in by now. */
  #adopt(view: UserView): void {
    const { session } = this
    if (session?.user.userId === view.userId) this.#keeper.replace({ ...session, user: toSessionUser(view) })
  }

  #forget(): void {
    this.#connection?.close('signed_out')
    this.#keeper.replace(null)
  }

  /** The tokens of before are worth nothing once the password has changed. */
  async #openTicket(): Promise<Answer<'createTicket'>> {
    await this.#passwordChange?.catch(() => undefined)
    if (this.session) return this.call('createTicket')
    throw new TuttiError({ code: 'AUTHENTICATION_ERROR', message: 'Enter as a guest or log in first.', status: 401 })
  }

  #rename(username: string): void {
    const { session } = this
    if (session) this.#keeper.replace({ ...session, user: { ...session.user, username } })
  }
}

type World = Omit<ClientOptions, 'baseUrl' | 'storage' | 'wire'>

function toRuntime({ WebSocket: Socket = globalThis.WebSocket, ...world }: World): Runtime {
  return {
    // Browsers refuse a fetch that is called as a method of another object.
    fetch: world.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    openSocket: (url, protocol) => new Socket(url, [protocol]),
    clock: world.clock ?? systemClock,
    timers: world.timers ?? systemTimers,
    random: world.random ?? Math.random,
    newId: world.newId ?? randomId,
    onListenerError: world.onListenerError ?? ((error) => console.error(error)),
  }
}
