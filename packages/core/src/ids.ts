declare const brand: unique symbol

type Branded<Name extends string> = string & { readonly [brand]: Name }

/** UUID v4 of a user, account or guest. */
export type UserId = Branded<'UserId'>
/** The user's short public id: 9 characters of `A-Za-z0-9_-`. */
export type PublicId = Branded<'PublicId'>
/** 9 characters of `A-Za-z0-9_-`. A room id is a capability: knowing it shows the room's public face. */
export type RoomId = Branded<'RoomId'>
/** UUID v4 of a login session: what a token belongs to and what a logout ends. */
export type SessionId = Branded<'SessionId'>
/** 9 characters of `A-Za-z0-9_-`. */
export type MessageId = Branded<'MessageId'>
/** A participant's number in a room, from 1, never reused while the room lives. */
export type ParticipantNumber = number

export const userId = (value: string) => value as UserId
export const publicId = (value: string) => value as PublicId
export const roomId = (value: string) => value as RoomId
export const sessionId = (value: string) => value as SessionId
export const messageId = (value: string) => value as MessageId

/** UUID v4 of a mail in the outbox. */
export type MailId = Branded<'MailId'>
export const mailId = (value: string) => value as MailId

/** 9 characters of `A-Za-z0-9_-`. */
export type RecordingId = Branded<'RecordingId'>
export const recordingId = (value: string) => value as RecordingId
/** A piece's number in the queue of a room's player, from 1, never reused while the room lives. */
export type PieceNumber = number
