import type { DescField } from '@bufbuild/protobuf'
import { subprotocols } from '../codec.ts'
import { fieldSchema, payloadSchemas } from './payload-schemas.ts'
import type { ProtoDocument } from './proto-document.ts'
import type { Json, JsonObject } from './schemas.ts'

/** What a member of the envelope looks like: name as in the .proto → one whole `ServerMessage` in ProtoJSON. */
export type Examples = Readonly<Record<string, Json>>

type ChannelName = 'ticket' | 'token'

/** The AsyncAPI 3.0 document of the WebSocket: what is a comment in the .proto is a description here. */
export function emitAsyncApi(proto: ProtoDocument, examples: Examples = {}): JsonObject {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Tutti Realtime',
      version: '1',
      description:
        'Playing together over one WebSocket. Told from the side of the server: what it receives is what clients send. ' +
        'Payloads are shown in ProtoJSON, which `tutti.v1.json` speaks in text frames; `tutti.v1.proto` speaks the same ' +
        'messages as Protocol Buffers in binary frames, and `x-proto-field` are the numbers of the fields there.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    servers: { tutti: server },
    channels: { ticket: ticketChannel(proto), token: tokenChannel(proto) },
    operations: operations(proto),
    components: {
      messages: Object.fromEntries(
        proto.members.map((member) => [member.jsonName, message(proto, member, examples[member.name])]),
      ),
      schemas: payloadSchemas(proto),
      securitySchemes,
    },
  }
}

const server: JsonObject = {
  host: 'localhost:8080',
  protocol: 'ws',
  description: 'A server on your own machine; `wss` where it is reached over TLS.',
  security: [{ $ref: '#/components/securitySchemes/ticket' }, { $ref: '#/components/securitySchemes/token' }],
}

const securitySchemes: JsonObject = {
  ticket: {
    type: 'symmetricEncryption',
    description:
      'The `payload` of `POST /api/websocket/ticket`, encrypted by the server: the last part of the address. Works once, for 30 seconds.',
  },
  token: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: '`Authorization: Bearer <token>` with the upgrade, for programs that can set headers.',
  },
}

function ticketChannel(proto: ProtoDocument): JsonObject {
  return {
    address: '/api/websocket/{payload}',
    title: 'With a ticket',
    parameters: { payload: { description: 'The `payload` of `POST /api/websocket/ticket`.' } },
    messages: messagesOf(proto),
    bindings: binding({}),
  }
}

function tokenChannel(proto: ProtoDocument): JsonObject {
  return {
    address: '/api/websocket',
    title: 'With a token',
    messages: messagesOf(proto),
    bindings: binding({ Authorization: { type: 'string', description: '`Bearer <token>` or `JWT <token>`.' } }),
  }
}

function binding(headers: JsonObject): JsonObject {
  const offered = {
    type: 'string',
    enum: Object.values(subprotocols),
    default: subprotocols.proto,
    description: 'How frames are written.',
  }
  const properties = { 'Sec-WebSocket-Protocol': offered, ...headers }
  return {
    ws: {
      method: 'GET',
      headers: { type: 'object', properties, required: Object.keys(headers) },
      bindingVersion: '0.1.0',
    },
  }
}

function messagesOf(proto: ProtoDocument): JsonObject {
  return Object.fromEntries(
    proto.members.map(({ jsonName }) => [jsonName, { $ref: `#/components/messages/${jsonName}` }]),
  )
}

function message(proto: ProtoDocument, member: DescField, example: Json | undefined): JsonObject {
  const envelope = proto.envelope.fields.filter(({ oneof, name }) => !oneof && name !== 'message_type')
  const type = { type: 'string', const: `SERVER_MESSAGE_TYPE_${member.name.toUpperCase()}` }
  const common = envelope.map((field) => [field.jsonName, fieldSchema(proto, field)] as const)
  return {
    name: member.jsonName,
    title: member.name,
    description: proto.commentOf(member),
    correlationId: { location: '$message.payload#/requestId' },
    payload: {
      type: 'object',
      required: [member.jsonName],
      properties: {
        messageType: { ...type, 'x-proto-field': 1 },
        [member.jsonName]: fieldSchema(proto, member),
        ...Object.fromEntries(common),
      },
    },
    ...(example !== undefined && { examples: [{ payload: example }] }),
  }
}

/** One for each member and direction; whoever comes with a token has the same, all in two. */
function operations(proto: ProtoDocument): JsonObject {
  const each = proto.members.flatMap((member) => {
    const sender = proto.senderOf(member)
    const received = [`receive${capital(member)}`, operation(proto, member, 'receive')] as const
    const sent = [`send${capital(member)}`, operation(proto, member, 'send')] as const
    if (sender === 'Both') return [received, sent]
    return sender === 'Client' ? [received] : [sent]
  })
  const fromServer = proto.members.filter((member) => proto.senderOf(member) !== 'Client')
  const fromClient = proto.members.filter((member) => proto.senderOf(member) !== 'Server')
  return {
    ...Object.fromEntries(each),
    receiveWithToken: whole('receive', fromClient),
    sendWithToken: whole('send', fromServer),
  }
}

type Action = 'receive' | 'send'

function operation(proto: ProtoDocument, member: DescField, action: Action): JsonObject {
  const answers = action === 'receive' ? answersTo(proto, member) : []
  const reply = { channel: channelRef('ticket'), messages: answers.map((name) => messageRef('ticket', name)) }
  return {
    action,
    channel: channelRef('ticket'),
    summary: proto.commentOf(member),
    messages: [messageRef('ticket', member.jsonName)],
    ...(answers.length > 0 && { reply }),
  }
}

/** Who joins a full room and waits is told the place in the queue instead. */
const otherAnswers: Readonly<Record<string, readonly string[]>> = { join_room_command: ['queuePosition'] }

/** Read off "answered by `…`"; whatever has an answer may be refused instead. */
function answersTo(proto: ProtoDocument, member: DescField): readonly string[] {
  const [, name] = /answered by `(\w+)`/i.exec(proto.commentOf(member)) ?? []
  const answer = proto.members.find((one) => one.name === name)
  return answer ? [answer.jsonName, ...(otherAnswers[member.name] ?? []), 'error'] : []
}

function whole(action: Action, members: readonly DescField[]): JsonObject {
  return {
    action,
    channel: channelRef('token'),
    summary: 'The same as with a ticket.',
    messages: members.map(({ jsonName }) => messageRef('token', jsonName)),
  }
}

function channelRef(channel: ChannelName): JsonObject {
  return { $ref: `#/channels/${channel}` }
}

function messageRef(channel: ChannelName, name: string): JsonObject {
  return { $ref: `#/channels/${channel}/messages/${name}` }
}

function capital({ jsonName }: DescField): string {
  return `${jsonName.charAt(0).toUpperCase()}${jsonName.slice(1)}`
}
