import { ScalarType, type DescEnum, type DescField, type DescMessage } from '@bufbuild/protobuf'
import { presentCloseCodes } from '../close-codes.ts'
import type { Examples } from './asyncapi.ts'
import type { ProtoDocument, Sender } from './proto-document.ts'

const directions: Readonly<Record<Sender, string>> = {
  Client: 'client → server',
  Server: 'server → client',
  Both: 'both ways',
}

/** docs/reference/realtime.md: the prose of a template, with what the .proto says in place of `{{…}}`. */
export function presentRealtime(proto: ProtoDocument, template: string, examples: Examples = {}): string {
  const sections: Readonly<Record<string, readonly string[]>> = {
    'close codes': presentCloseCodes(),
    envelope: fieldTable(
      proto,
      proto.envelope.fields.filter(({ oneof }) => !oneof),
    ),
    members: memberTable(proto),
    messages: proto.members.flatMap((member) => presentMember(proto, member, examples)),
    parts: proto.parts.flatMap((part) => presentPart(proto, part)),
    enums: proto.enums.filter(({ name }) => name !== 'ServerMessageType').flatMap((one) => presentEnum(proto, one)),
  }
  return template.replaceAll(/\{\{([\w ]+)\}\}/g, (_, name: string) => {
    const lines = sections[name]
    if (!lines) throw new Error(`The template asks for ${name}`)
    return lines.join('\n').trimEnd()
  })
}

function memberTable(proto: ProtoDocument): readonly string[] {
  const rows = proto.members.map((member) => {
    const link = `[\`${member.name}\`](#${member.name})`
    return `| ${member.number} | ${link} | ${directions[proto.senderOf(member)]} |`
  })
  return ['| number | member | direction |', '|---|---|---|', ...rows]
}

function presentMember(
  proto: ProtoDocument,
  member: ProtoDocument['members'][number],
  examples: Examples,
): readonly string[] {
  const { message, name, number } = member
  const about = proto.commentOf(message)
  const example = examples[name]
  return [
    `### \`${name}\``,
    '',
    `Number ${number}, ${directions[proto.senderOf(member)]}, \`${message.name}\`.`,
    '',
    proto.commentOf(member),
    '',
    ...(about ? [about, ''] : []),
    ...fieldTable(proto, message.fields),
    '',
    ...(example === undefined ? [] : ['```json', JSON.stringify(example, null, 2), '```', '']),
  ]
}

function presentPart(proto: ProtoDocument, part: DescMessage): readonly string[] {
  const about = proto.commentOf(part)
  return [`### ${part.name}`, '', ...(about ? [about, ''] : []), ...fieldTable(proto, part.fields), '']
}

function presentEnum(proto: ProtoDocument, described: DescEnum): readonly string[] {
  const about = proto.commentOf(described)
  const rows = described.values.map((value) => row([String(value.number), `\`${value.name}\``, proto.commentOf(value)]))
  return [
    `### ${described.name}`,
    '',
    ...(about ? [about, ''] : []),
    '| number | name | meaning |',
    '|---|---|---|',
    ...rows,
    '',
  ]
}

function fieldTable(proto: ProtoDocument, fields: readonly DescField[]): readonly string[] {
  if (fields.length === 0) return ['No fields.']
  const rows = fields.map((field) =>
    row([String(field.number), `\`${field.name}\``, typeOf(proto, field), proto.commentOf(field)]),
  )
  return ['| number | field | type | meaning |', '|---|---|---|---|', ...rows]
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`
}

/** As in the .proto; a type of ours is a link. */
function typeOf(proto: ProtoDocument, field: DescField): string {
  const named = field.message ?? field.enum
  const type = named ? linkTo(proto, named) : (ScalarType[field.scalar ?? ScalarType.STRING] ?? '').toLowerCase()
  if (field.fieldKind === 'list') return `repeated ${type}`
  if (field.oneof) return `${type}, one of \`${field.oneof.name}\``
  return field.proto.proto3Optional ? `optional ${type}` : type
}

/** What travels by itself stands under the name of its member. */
function linkTo(proto: ProtoDocument, named: DescMessage | DescEnum): string {
  const { name } = named
  const travelling = proto.members.find(({ message }) => message === named)
  if (name === 'ServerMessageType') return `\`${name}\``
  return `[${name}](#${travelling?.name ?? name.toLowerCase()})`
}
