import type { WebMidi, WebMidiState } from '../midi/web-midi.ts'
import { connectWebMidi } from '../midi/web-midi.ts'
import { loadText, saveText } from '../session/stored-text.ts'
import { Observable } from '../ui/observable.ts'
import type { Stage } from './stage.ts'

export type MidiState = WebMidiState | { readonly kind: 'off' }

/** MIDI keyboards, once somebody asked for them; on the next visit without asking. */
export class MidiKeyboards {
  readonly state: Observable<MidiState>
  readonly #stage: Stage
  #connection: WebMidi | undefined

  constructor(stage: Stage) {
    this.#stage = stage
    this.state = new Observable<MidiState>(unavailable() ?? { kind: 'off' })
    if (this.state.value.kind === 'off' && loadText('midi') === 'on') this.connect()
  }

  connect(): void {
    this.#connection?.close()
    this.#connection = connectWebMidi({
      onMessage: (bytes, _timeMs, inputId) => this.#stage.playDevice(bytes, `midi ${inputId}`),
      onState: (state) => {
        this.state.set(state)
        if (state.kind === 'ready') saveText('midi', 'on')
        if (state.kind === 'denied') saveText('midi', undefined)
      },
    })
  }
}

function unavailable(): MidiState | undefined {
  if (!globalThis.isSecureContext) return { kind: 'insecure-context' }
  if (!('requestMIDIAccess' in navigator)) return { kind: 'unsupported' }
  return undefined
}

const words = {
  off: 'Play with a real keyboard: connect it, then let the browser use it.',
  asking: 'The browser asks whether Tutti may use your MIDI keyboard.',
  unsupported: 'This browser does not offer MIDI. Chrome, Edge and Firefox on a computer do.',
  'insecure-context': 'Browsers allow MIDI only over https. Ask whoever runs this server for an https address.',
  denied: 'The browser refused MIDI for this page. You can allow it in its site settings, then try again.',
} as const

/** What a person is told about MIDI keyboards here. */
export function midiWords(state: MidiState): string {
  if (state.kind !== 'ready') return words[state.kind]
  if (state.inputs.length === 0) return 'No MIDI keyboard found. Plug one in and it works at once.'
  return state.inputs.map(({ name }) => name).join(', ')
}
