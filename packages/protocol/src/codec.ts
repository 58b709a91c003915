import {
  create,
  fromBinary,
  fromJson,
  toBinary,
  toJson,
  type JsonValue,
  type MessageInitShape,
} from '@bufbuild/protobuf'
import { Refusal } from '@tutti/core'
import { ServerMessageSchema, type ServerMessage, type ServerMessageType } from './gen/tutti/realtime/v1/realtime_pb.ts'

/** How frames are written: `tutti.v1.proto` (binary frames) or `tutti.v1.json` (the same messages in text frames). */
export const subprotocols = { proto: 'tutti.v1.proto', json: 'tutti.v1.json' } as const

export type Wire = keyof typeof subprotocols

type Init = MessageInitShape<typeof ServerMessageSchema>
type MemberInit = NonNullable<Init['message']>

/** One member of the envelope, ready to be encoded: `{ case: 'chatMessage', value: { message: 'Hi' } }`. */
export type OutgoingMember = Extract<MemberInit, { case: string }>

export interface EnvelopeNumbers {
  readonly requestId?: number
  readonly seq?: number
}

export type MemberName = Exclude<ServerMessage['message']['case'], undefined>

const memberNumbers: ReadonlyMap<string, number> = new Map(
  ServerMessageSchema.fields.flatMap((field) => (field.oneof ? [[field.localName, field.number] as const] : [])),
)

/** @throws Refusal `malformed_message`, or `unsupported_message` when no known member is set. */
export function decodeMessage(bytes: Uint8Array): ServerMessage {
  return checked(() => fromBinary(ServerMessageSchema, bytes))
}

/** ProtoJSON. @throws Refusal as `decodeMessage`. */
export function decodeMessageJson(text: string): ServerMessage {
  return checked(() => {
    const json: JsonValue = JSON.parse(text)
    return fromJson(ServerMessageSchema, json, { ignoreUnknownFields: true })
  })
}

export function encodeMessage(member: OutgoingMember, numbers: EnvelopeNumbers = {}): Uint8Array {
  return toBinary(ServerMessageSchema, envelope(member, numbers))
}

/** ProtoJSON. */
export function encodeMessageJson(member: OutgoingMember, numbers: EnvelopeNumbers = {}): string {
  return JSON.stringify(toJson(ServerMessageSchema, envelope(member, numbers)))
}

/** A decoded message in binary again, as it is: `message_type` is left out where it was. */
export function encodeAgain(message: ServerMessage): Uint8Array {
  return toBinary(ServerMessageSchema, message)
}

function envelope(member: OutgoingMember, { requestId = 0, seq = 0 }: EnvelopeNumbers): ServerMessage {
  const messageType = (memberNumbers.get(member.case) ?? 0) as ServerMessageType
  const init: Init = { messageType, message: member, requestId, seq }
  return create(ServerMessageSchema, init)
}

function checked(decode: () => ServerMessage): ServerMessage {
  let message: ServerMessage
  try {
    message = decode()
  } catch (cause) {
    throw new Refusal('malformed_message', {}, { cause })
  }
  const member = message.message.case
  if (member === undefined) throw new Refusal('unsupported_message')
  const says = message.messageType
  if (says !== 0 && says !== memberNumbers.get(member)) {
    throw new Refusal('malformed_message', { field: 'messageType', issue: 'Does not name the member that is set' })
  }
  return message
}
