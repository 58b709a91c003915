import type { LetterKind, MailTokenPurpose } from '@tutti/core'
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
  readonly email_confirmed_at_ms: number | null
  /** JSON: an array of role names. */
  readonly roles: string
  readonly color: string
  readonly created_at_ms: number
  readonly updated_at_ms: number
  readonly last_seen_at_ms: number
  readonly generation: number
  readonly name: string | null
  readonly surname: string | null
  /** The names as a search sees them; empty for none. */
  readonly name_key: Generated<string>
  readonly surname_key: Generated<string>
  readonly status_text: Generated<string>
  readonly avatar: string | null
  readonly theme: Generated<'system' | 'light' | 'dark'>
  /** 1 for yes, 0 for no, as in `show_current_room`. */
  readonly notifications: Generated<number>
  readonly show_current_room: Generated<number>
  readonly direct_messages: Generated<'everyone' | 'friends' | 'nobody'>
  readonly notes_played: Generated<number>
  readonly played_ms: Generated<number>
  readonly rooms_created: Generated<number>
  /** JSON: `Suspension`. */
  readonly suspension: string | null
  /** Grows with every user: the order of creation. */
  readonly seq: Generated<number>
}

export interface SessionTable {
  readonly id: string
  readonly user_id: string
  readonly generation: number
  readonly refresh_seed: string
  readonly rotation: number
  readonly rotated_at_ms: number
  readonly user_agent: string | null
  readonly application_id: string | null
  readonly created_at_ms: number
  readonly last_used_at_ms: number
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
  readonly edited_at_ms: number | null
  readonly removed_at_ms: number | null
  readonly reply_to: string | null
  /** 0 or 1. */
  readonly emote: Generated<number>
  /** JSON: an array of user ids. */
  readonly mentions: Generated<string>
}

/** What one user wrote to another; the smaller id of the two is `low_id`. */
export interface DirectMessageTable {
  /** Grows with every message: their order. */
  readonly seq: Generated<number>
  readonly id: string
  readonly low_id: string
  readonly high_id: string
  readonly from_id: string
  readonly text: string
  readonly sent_at_ms: number
  readonly client_message_id: string | null
}

export interface DirectReadTable {
  readonly user_id: string
  readonly other_id: string
  readonly up_to_seq: number
}

/** A request or a friendship; the smaller id comes first, so there is one for any two users. */
export interface FriendshipTable {
  readonly low_id: string
  readonly high_id: string
  readonly state: 'requested' | 'friends'
  readonly requested_by: string
  readonly at_ms: number
}

export interface BlockTable {
  readonly user_id: string
  readonly blocked_id: string
  readonly at_ms: number
}

interface RoomSanctionColumns {
  readonly room_id: string
  readonly user_id: string
  readonly username: string
  readonly by_id: string | null
  readonly created_at_ms: number
  readonly ends_at_ms: number | null
}

export interface RoomBanTable extends RoomSanctionColumns {
  readonly reason: string
}

export interface RoomMuteTable extends RoomSanctionColumns {
  /** 0 or 1. */
  readonly chat: number
  readonly notes: number
}

export interface MailTokenTable {
  readonly user_id: string
  readonly purpose: MailTokenPurpose
  /** SHA-256 of the token, never the token. */
  readonly hash: string
  readonly email: string
  readonly email_key: string
  readonly expires_at_ms: number
}

/** Mail that is due, and for a while mail that was. */
export interface OutboxTable {
  readonly id: string
  readonly kind: LetterKind
  readonly user_id: string | null
  readonly address: string
  readonly address_key: string
  readonly username: string
  /** Encrypted under a key that is in no database; null once the letter is settled. */
  readonly sealed_token: string | null
  readonly state: 'waiting' | 'sent' | 'dead' | 'decoy'
  readonly attempts: number
  readonly next_attempt_at_ms: number
  readonly created_at_ms: number
  readonly expires_at_ms: number
  readonly settled_at_ms: number | null
  /** What went wrong the last time. */
  readonly reason: string | null
}

export interface AuditEntryTable {
  readonly seq: Generated<number>
  readonly at_ms: number
  readonly action: string
  readonly actor_id: string | null
  readonly actor_name: string
  readonly address: string | null
  readonly target_id: string | null
  readonly target_name: string | null
  /** JSON: texts by name. */
  readonly details: string
}

export interface ReportTable {
  readonly seq: Generated<number>
  readonly id: string
  readonly reporter_id: string
  readonly reporter_name: string
  readonly subject_id: string
  readonly subject_name: string
  /** Empty for a report of a user. */
  readonly message_id: string
  readonly reason: string
  readonly comment: string
  /** JSON: `ReportContext`. */
  readonly context: string
  readonly created_at_ms: number
  /** JSON: `Resolution`; null while it is open. */
  readonly resolution: string | null
}

export interface AddressBanTable {
  readonly seq: Generated<number>
  readonly range: string
  readonly reason: string
  readonly by_id: string | null
  readonly created_at_ms: number
  readonly until_ms: number | null
}

export interface InviteTable {
  readonly seq: Generated<number>
  readonly id: string
  readonly code_hash: string
  readonly note: string
  readonly uses: number
  readonly most_uses: number
  readonly by_id: string | null
  readonly created_at_ms: number
  readonly expires_at_ms: number
}

export interface InstanceStateTable {
  readonly name: string
  readonly state: string
}

/** Words of another table, by its `seq`. */
export interface TextTable {
  readonly rowid: number
}

export interface RecordingTable {
  /** Grows with every recording: the order of their beginnings. */
  readonly seq: Generated<number>
  readonly id: string
  /** The room may be gone. */
  readonly room_id: string
  readonly name: string
  readonly started_by_id: string | null
  readonly started_by_name: string
  readonly started_at_ms: number
  readonly duration_ms: number
  readonly size_bytes: number
  readonly state: 'running' | 'ended'
}

export interface RecordingPlayerTable {
  readonly recording_id: string
  readonly number: number
  readonly user_id: string | null
  readonly username: string
}

export interface RecordingPieceTable {
  readonly recording_id: string
  readonly seq: number
  readonly log: Uint8Array
}

export interface Tables {
  readonly recording: RecordingTable
  readonly recording_player: RecordingPlayerTable
  readonly recording_piece: RecordingPieceTable
  readonly audit_entry: AuditEntryTable
  readonly report: ReportTable
  readonly address_ban: AddressBanTable
  readonly invite: InviteTable
  readonly instance_state: InstanceStateTable
  readonly mail_token: MailTokenTable
  readonly outbox: OutboxTable
  readonly user: UserTable
  readonly session: SessionTable
  readonly room: RoomTable
  readonly message: MessageTable
  readonly direct_message: DirectMessageTable
  readonly direct_read: DirectReadTable
  readonly room_ban: RoomBanTable
  readonly room_mute: RoomMuteTable
  readonly friendship: FriendshipTable
  readonly block: BlockTable
  readonly user_text: TextTable
  readonly room_text: TextTable
  readonly report_text: TextTable
  readonly audit_entry_text: TextTable
  readonly address_ban_text: TextTable
  readonly invite_text: TextTable
}
