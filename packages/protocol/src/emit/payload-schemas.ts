import { ScalarType, type DescEnum, type DescField, type DescMessage } from '@bufbuild/protobuf'
import type { ProtoDocument } from './proto-document.ts'
import type { JsonObject } from './schemas.ts'

const whole = { type: 'integer', minimum: 0, maximum: 4_294_967_295 } as const
const signed = { type: 'integer', minimum: -2_147_483_648, maximum: 2_147_483_647 } as const
const signedText = { type: 'string', format: 'int64', pattern: '^-?[0-9]+$' } as const
const wholeText = { type: 'string', format: 'uint64', pattern: '^[0-9]+$' } as const
const number = { type: 'number' } as const

/** How ProtoJSON writes each scalar: what has 64 bits is a string. */
const scalars: Readonly<Record<ScalarType, JsonObject>> = {
  [ScalarType.DOUBLE]: { ...number, format: 'double' },
  [ScalarType.FLOAT]: { ...number, format: 'float' },
  [ScalarType.INT64]: signedText,
  [ScalarType.SINT64]: signedText,
  [ScalarType.SFIXED64]: signedText,
  [ScalarType.UINT64]: wholeText,
  [ScalarType.FIXED64]: wholeText,
  [ScalarType.INT32]: signed,
  [ScalarType.SINT32]: signed,
  [ScalarType.SFIXED32]: signed,
  [ScalarType.UINT32]: whole,
  [ScalarType.FIXED32]: whole,
  [ScalarType.BOOL]: { type: 'boolean' },
  [ScalarType.STRING]: { type: 'string' },
  [ScalarType.BYTES]: { type: 'string', contentEncoding: 'base64' },
}

/** Every message and enumeration but the envelope in its ProtoJSON form, by name. What a field lacks has its default. */
export function payloadSchemas(proto: ProtoDocument): JsonObject {
  const messages = proto.messages.map((message) => [message.name, messageSchema(proto, message)] as const)
  const enums = proto.enums.map((one) => [one.name, enumSchema(proto, one)] as const)
  return Object.fromEntries([...messages, ...enums])
}

export function fieldSchema(proto: ProtoDocument, field: DescField): JsonObject {
  const description = proto.commentOf(field)
  const { oneof } = field
  return {
    ...typeOf(field),
    ...(description && { description }),
    'x-proto-field': field.number,
    ...(oneof && { 'x-proto-oneof': oneof.name }),
  }
}

function messageSchema(proto: ProtoDocument, message: DescMessage): JsonObject {
  const description = proto.commentOf(message)
  const fields = message.fields.map((field) => [field.jsonName, fieldSchema(proto, field)] as const)
  return { type: 'object', ...(description && { description }), properties: Object.fromEntries(fields) }
}

function enumSchema(proto: ProtoDocument, described: DescEnum): JsonObject {
  const { values } = described
  const lines = values.map((value) => {
    const comment = proto.commentOf(value)
    return `- \`${value.name}\` (${value.number})${comment && `: ${comment}`}`
  })
  const about = proto.commentOf(described)
  return {
    type: 'string',
    description: [...(about ? [about, ''] : []), ...lines].join('\n'),
    enum: values.map(({ name }) => name),
  }
}

function typeOf(field: DescField): JsonObject {
  if (field.fieldKind === 'list') return { type: 'array', items: itemOf(field) }
  if (field.fieldKind === 'map') throw new Error(`${field.name} is a map, which nothing here describes`)
  return itemOf(field)
}

function itemOf(field: Exclude<DescField, { readonly fieldKind: 'map' }>): JsonObject {
  if (field.message) return { $ref: `#/components/schemas/${field.message.name}` }
  if (field.enum) return { $ref: `#/components/schemas/${field.enum.name}` }
  return scalars[field.scalar ?? ScalarType.STRING]
}
