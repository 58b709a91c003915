import { expect, test } from 'vitest'
import type { WebMidiState } from './web-midi.ts'
import { connectWebMidi } from './web-midi.ts'

class FakeInput extends EventTarget {
  state = 'connected'
  readonly id: string
  readonly name: string

  constructor(id: string, name: string) {
    super()
    this.id = id
    this.name = name
  }

  play(...bytes: number[]) {
    this.dispatchEvent(Object.assign(new Event('midimessage'), { data: Uint8Array.from(bytes) }))
  }
}

class FakeAccess extends EventTarget {
  readonly inputs = new Map<string, FakeInput>()

  plug(input: FakeInput) {
    this.inputs.set(input.id, input)
    this.dispatchEvent(new Event('statechange'))
  }
}

async function setUp() {
  const access = new FakeAccess()
  const states: WebMidiState[] = []
  const heard: string[] = []
  const midi = connectWebMidi({
    isSecure: true,
    requestAccess: async () => access as unknown as MIDIAccess,
    onState: (state) => states.push(state),
    onMessage: (bytes) => heard.push(bytes.join()),
  })
  await Promise.resolve()
  await Promise.resolve()
  return { access, states, heard, midi }
}

test('asks, and then names the devices as they come and go', async () => {
  const { access, states } = await setUp()
  const input = new FakeInput('1', 'Stage piano')
  access.plug(input)
  input.state = 'disconnected'
  access.dispatchEvent(new Event('statechange'))
  expect(states).toEqual([
    { kind: 'asking' },
    { kind: 'ready', inputs: [] },
    { kind: 'ready', inputs: [{ id: '1', name: 'Stage piano' }] },
    { kind: 'ready', inputs: [] },
  ])
})

test('passes channel messages on and nothing else', async () => {
  const { access, heard } = await setUp()
  const input = new FakeInput('1', 'Stage piano')
  access.plug(input)
  input.play(0x90, 60, 80)
  input.play(0xfe)
  input.play(0xf0, 1, 0xf7)
  expect(heard).toEqual(['144,60,80'])
})

test('a device pulled out releases what it held, and is heard once when it is back', async () => {
  const { access, heard } = await setUp()
  const input = new FakeInput('1', 'Stage piano')
  access.plug(input)
  input.play(0x90, 60, 80)
  input.play(0xb0, 64, 127)
  input.state = 'disconnected'
  access.dispatchEvent(new Event('statechange'))
  expect(heard.slice(2)).toEqual(['128,60,64', '176,64,0'])
  input.state = 'connected'
  access.dispatchEvent(new Event('statechange'))
  input.play(0x90, 62, 80)
  expect(heard.slice(4)).toEqual(['144,62,80'])
})

test('closing releases and listens no more', async () => {
  const { access, heard, midi } = await setUp()
  const input = new FakeInput('1', 'Stage piano')
  access.plug(input)
  input.play(0x90, 60, 80)
  midi.close()
  input.play(0x90, 62, 80)
  expect(heard).toEqual(['144,60,80', '128,60,64'])
})

test('says why there is no MIDI', async () => {
  const stateOf = (options: { isSecure: boolean; requestAccess?: () => Promise<MIDIAccess> }) =>
    new Promise<WebMidiState>((resolve) => {
      connectWebMidi({ onMessage: () => {}, onState: (state) => state.kind !== 'asking' && resolve(state), ...options })
    })
  expect(await stateOf({ isSecure: false })).toEqual({ kind: 'insecure-context' })
  expect(await stateOf({ isSecure: true })).toEqual({ kind: 'unsupported' })
  expect(
    await stateOf({ isSecure: true, requestAccess: () => Promise.reject(new DOMException('no', 'SecurityError')) }),
  ).toEqual({ kind: 'denied' })
})
