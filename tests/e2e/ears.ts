import { unpackMidi } from '@tutti/core'
import { decodeMessage, type MidiMessage, type ServerMessage } from '@tutti/protocol/realtime'
import type { Page } from 'playwright-core'

/** Reads along what a page's WebSocket brings. */
export class Ears {
  readonly received: ServerMessage[] = []
  readonly sent: ServerMessage[] = []

  constructor(page: Page) {
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => this.#note(this.received, payload))
      socket.on('framesent', ({ payload }) => this.#note(this.sent, payload))
    })
  }

  /** Every channel message that was heard, as hexadecimal digits, in the order of its arrival. */
  get events(): string[] {
    return this.midi.flatMap(({ midiData }) =>
      unpackMidi(midiData).map(({ bytes }) => Buffer.from(bytes).toString('hex')),
    )
  }

  get midi(): MidiMessage[] {
    return this.received.flatMap(({ message }) => (message.case === 'midiMessage' ? [message.value] : []))
  }

  #note(list: ServerMessage[], payload: string | Buffer): void {
    if (typeof payload !== 'string') list.push(decodeMessage(new Uint8Array(payload)))
  }
}
