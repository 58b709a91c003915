import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ServerMessageSchema } from '../gen/tutti/realtime/v1/realtime_pb.ts'
import { emitAsyncApi } from './asyncapi.ts'
import { ProtoDocument } from './proto-document.ts'
import { presentRealtime } from './realtime-reference.ts'

const protocol = new URL('../../', import.meta.url)
const proto = new ProtoDocument(readFileSync(new URL('published/realtime.binpb', protocol)))
const template = readFileSync(new URL('realtime-reference.md', import.meta.url), 'utf8')
const document = JSON.parse(JSON.stringify(emitAsyncApi(proto)))
const page = presentRealtime(proto, template)
const members = ServerMessageSchema.fields.filter(({ oneof }) => oneof)
const fixtures = globSync('*/*.json', { cwd: new URL('fixtures/', protocol).pathname }).toSorted()

describe('every member of the envelope is described', () => {
  test.each(members.map(({ name, jsonName, number }) => [name, jsonName, number] as const))(
    '%s',
    (name, json, number) => {
      const { properties } = document.components.messages[json].payload
      expect(properties[json]['x-proto-field']).toBe(number)
      expect(document.channels.ticket.messages).toHaveProperty(json)
      expect(document.channels.token.messages).toHaveProperty(json)
      expect(page).toContain(`### \`${name}\`\n\nNumber ${number}, `)
    },
  )
})

test.each(members.map(({ name, jsonName }) => [name, jsonName] as const))(
  '%s goes the way its comment says',
  (name, json) => {
    const member = proto.members.find((one) => one.name === name)
    const comment = member ? proto.commentOf(member) : ''
    const [, word = ''] = /^(Client|Server|Both)[.,]/.exec(comment) ?? []
    const named = `${json.charAt(0).toUpperCase()}${json.slice(1)}`

    const actions = ['receive', 'send'].filter((action) => document.operations[`${action}${named}`]?.action === action)

    expect({ [word]: actions }).toEqual({ [word]: ways[word] })
  },
)

const ways: Readonly<Record<string, readonly string[]>> = {
  Client: ['receive'],
  Server: ['send'],
  Both: ['receive', 'send'],
}

test('a member that does not say who sends it is refused', () => {
  const [field] = proto.envelope.fields
  if (!field) throw new Error('The envelope has fields')
  expect(() => proto.senderOf(field)).toThrow('message_type')
})

test('every reference leads somewhere', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path)

  expect(references.length).toBeGreaterThan(members.length)
  expect(references.filter((path) => find(path) === undefined)).toEqual([])
})

function find(path: string): unknown {
  return path.split('/').reduce((at: Record<string, never> | undefined, name) => at?.[name], document)
}

test('every link within the page leads to a heading', () => {
  const headings = new Set([...page.matchAll(/^#+ `?([^`\n]+)`?$/gm)].map(([, title = '']) => anchorOf(title)))
  const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor)

  expect(links.filter((anchor) => !headings.has(anchor))).toEqual([])
})

function anchorOf(title: string): string {
  return title.toLowerCase().replaceAll(' ', '-')
}

describe('every fixture is what the schema of its message says', () => {
  const { schemas } = document.components
  test.each(fixtures)('%s', (file) => {
    const json = JSON.parse(readFileSync(new URL(`fixtures/${file}`, protocol), 'utf8'))
    const [folder = ''] = file.split('/')
    const name = folder.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
    const closed = strict({ ...document.components.messages[name].payload, $defs: schemas })

    expect(z.fromJSONSchema(closed).safeParse(json).error).toBeUndefined()
  })
})

/** Names that the schema does not have are mistakes here, though not on the wire. */
function strict(schema: object): z.core.JSONSchema.JSONSchema {
  const text = JSON.stringify(schema).replaceAll('#/components/schemas/', '#/$defs/')
  return JSON.parse(text.replaceAll('"type":"object",', '"type":"object","additionalProperties":false,'))
}

test('the worked example of packed notes is a vector', () => {
  const bytes = readFileSync(new URL('fixtures/midi-message/chord-relayed.bin', protocol)).toString('hex')
  const [, block = ''] = /in the envelope:\n([\s\S]+?)```/.exec(page) ?? []

  const shown = block.split('\n').map((line) => /^ *((?:[\da-f]{2} ?)+)(?: |$)/.exec(line)?.[1] ?? '')

  expect(shown.join('').replaceAll(' ', '')).toBe(bytes)
})
