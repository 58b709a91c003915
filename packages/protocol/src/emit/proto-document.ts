import {
  createFileRegistry,
  fromBinary,
  type DescEnum,
  type DescEnumValue,
  type DescField,
  type DescFile,
  type DescMessage,
} from '@bufbuild/protobuf'
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt'

/** Who may send a member of the envelope: the first word of its comment. */
export type Sender = 'Client' | 'Server' | 'Both'

const senders: readonly Sender[] = ['Client', 'Server', 'Both']
const envelopeName = 'tutti.realtime.v1.ServerMessage'
// Field numbers within the descriptor of a file, by which comments are found.
const [messagesAt, enumsAt, fieldsAt, valuesAt] = [4, 5, 2, 2]

/** The descriptors of realtime.proto together with what its comments say. */
export class ProtoDocument {
  readonly envelope: DescMessage
  /** Without the envelope, in the order of the file. */
  readonly messages: readonly DescMessage[]
  readonly enums: readonly DescEnum[]
  readonly #comments: ReadonlyMap<string, string>
  readonly #file: DescFile

  /** Takes a file descriptor set with source information, as `buf build` makes it. */
  constructor(descriptors: Uint8Array) {
    const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, descriptors))
    const envelope = registry.getMessage(envelopeName)
    if (!envelope) throw new Error(`There is no ${envelopeName}`)
    this.envelope = envelope
    this.#file = envelope.file
    this.messages = this.#file.messages.filter((message) => message !== envelope)
    this.enums = this.#file.enums
    const locations = this.#file.proto.sourceCodeInfo?.location ?? []
    this.#comments = new Map(locations.map(({ path, leadingComments }) => [path.join(), flow(leadingComments)]))
  }

  /** What travels: the members of the envelope, in the order of the file. */
  get members(): readonly (DescField & { readonly message: DescMessage })[] {
    return this.envelope.fields.filter((field) => field.fieldKind === 'message')
  }

  /** Messages that are part of others and never travel alone. */
  get parts(): readonly DescMessage[] {
    const travelling = new Set(this.members.map(({ message }) => message))
    return this.messages.filter((message) => !travelling.has(message))
  }

  /** On one line; empty where nothing is said. */
  commentOf(described: DescMessage | DescEnum | DescField | DescEnumValue): string {
    return this.#comments.get(this.#pathOf(described).join()) ?? ''
  }

  /** @throws Error when the comment of a member does not begin with who sends it. */
  senderOf(member: DescField): Sender {
    const [word] = this.commentOf(member).split(/[.,:]/, 1)
    const sender = senders.find((one) => one === word)
    if (!sender) throw new Error(`The comment of ${member.name} does not say who sends it`)
    return sender
  }

  #pathOf(described: DescMessage | DescEnum | DescField | DescEnumValue): readonly number[] {
    if (described.kind === 'message') return [messagesAt, this.#file.messages.indexOf(described)]
    if (described.kind === 'enum') return [enumsAt, this.#file.enums.indexOf(described)]
    if (described.kind === 'enum_value') {
      return [...this.#pathOf(described.parent), valuesAt, described.parent.values.indexOf(described)]
    }
    return [...this.#pathOf(described.parent), fieldsAt, described.parent.fields.indexOf(described)]
  }
}

function flow(comment: string | undefined): string {
  return (comment ?? '').replaceAll(/\s+/g, ' ').trim()
}
