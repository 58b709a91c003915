import type { Generated } from 'kysely'

/** Columns named like SQL names them; times are milliseconds since the epoch, with fractions. */
export interface UserTable {
  readonly id: string
  readonly kind: 'account' | 'guest'
  readonly public_id: string
  readonly username: string
  readonly username_key: string
  readonly email: string | null
  readonly email_key: string | null
  readonly password_hash: string | null
  /** JSON: an array of role names. */
  readonly roles: string
  readonly color: string
  readonly created_at_ms: number
  readonly updated_at_ms: number
  readonly last_seen_at_ms: number
  readonly generation: number
}

export interface SessionTable {
  readonly id: string
  readonly user_id: string
  readonly refresh_hash: string
  readonly created_at_ms: number
  readonly expires_at_ms: number
}

export interface RoomTable {
  /** Grows with every room: the order of creation. */
  readonly seq: Generated<number>
  readonly id: string
  readonly name: string
  readonly name_key: string
  readonly owner_id: string | null
  readonly type: 'public' | 'private' | 'pro'
  readonly max_users: number
  readonly password_hash: string | null
  readonly lifetime: 'lasting' | 'temporary'
  /** JSON: `RoomSettings`. */
  readonly settings: string
  readonly last_message_seq: Generated<number>
  readonly created_at_ms: number
  readonly updated_at_ms: number
}

export interface MessageTable {
  readonly id: string
  readonly room_id: string
  readonly room_seq: number
  readonly type: 'user' | 'system' | 'bot'
  readonly user_id: string
  readonly username: string
  readonly text: string
  readonly sent_at_ms: number
  readonly client_message_id: string | null
}

export interface Tables {
  readonly user: UserTable
  readonly session: SessionTable
  readonly room: RoomTable
  readonly message: MessageTable
}
