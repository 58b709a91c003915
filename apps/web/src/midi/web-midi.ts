import { isChannelMessage } from './channel-message.ts'
import { HeldNotes } from './held-notes.ts'

export interface MidiInputDevice {
  readonly id: string
  readonly name: string
}

/** What the person can be told about MIDI keyboards here. */
export type WebMidiState =
  | { readonly kind: 'asking' }
  | { readonly kind: 'unsupported' }
  | { readonly kind: 'insecure-context' }
  | { readonly kind: 'denied' }
  | { readonly kind: 'ready'; readonly inputs: readonly MidiInputDevice[] }

export interface WebMidiOptions {
  /** `timeMs` is on the clock of `performance.now()`. */
  onMessage(bytes: Uint8Array, timeMs: number, inputId: string): void
  onState(state: WebMidiState): void
  readonly isSecure?: boolean
  readonly requestAccess?: (() => Promise<MIDIAccess>) | undefined
}

export interface WebMidi {
  /** Releases what the devices hold and listens no more. */
  close(): void
}

/** Asks for MIDI keyboards and follows them as they come and go. Call it when someone asks for it: the browser may show a question. */
export function connectWebMidi(options: WebMidiOptions): WebMidi {
  const connection = new MidiConnection(options)
  void connection.open()
  return connection
}

class MidiConnection implements WebMidi {
  readonly #options: WebMidiOptions
  readonly #held = new Map<string, HeldNotes>()
  readonly #closing = new AbortController()
  #access: MIDIAccess | undefined

  constructor(options: WebMidiOptions) {
    this.#options = options
  }

  async open(): Promise<void> {
    const { onState, isSecure = globalThis.isSecureContext, requestAccess = browserAccess() } = this.#options
    if (!isSecure) return onState({ kind: 'insecure-context' })
    if (!requestAccess) return onState({ kind: 'unsupported' })
    onState({ kind: 'asking' })
    try {
      this.#access = await requestAccess()
    } catch {
      if (!this.#closing.signal.aborted) onState({ kind: 'denied' })
      return
    }
    if (this.#closing.signal.aborted) return
    this.#access.addEventListener('statechange', () => this.#refresh(), { signal: this.#closing.signal })
    this.#refresh()
  }

  close(): void {
    this.#closing.abort()
    for (const id of this.#held.keys()) this.#lose(id)
  }

  #refresh(): void {
    const inputs = [...(this.#access?.inputs.values() ?? [])].filter(({ state }) => state === 'connected')
    for (const id of this.#held.keys()) if (!inputs.some((input) => input.id === id)) this.#lose(id)
    for (const input of inputs) if (!this.#held.has(input.id)) this.#listen(input)
    this.#options.onState({
      kind: 'ready',
      inputs: inputs.map(({ id, name }) => ({ id, name: name ?? 'MIDI keyboard' })),
    })
  }

  #listen(input: MIDIInput): void {
    const held = new HeldNotes()
    this.#held.set(input.id, held)
    const hear = ({ data, timeStamp }: MIDIMessageEvent) => {
      // The same device, back from being unplugged, is another entry with its own listener.
      if (!data || !isChannelMessage(data) || this.#held.get(input.id) !== held) return
      held.follow(data)
      this.#options.onMessage(data, timeStamp, input.id)
    }
    input.addEventListener('midimessage', hear, { signal: this.#closing.signal })
  }

  /** A cable pulled out in the middle of a chord sends no offs. */
  #lose(id: string): void {
    const messages = this.#held.get(id)?.release() ?? []
    this.#held.delete(id)
    for (const bytes of messages) this.#options.onMessage(bytes, performance.now(), id)
  }
}

function browserAccess(): (() => Promise<MIDIAccess>) | undefined {
  return 'requestMIDIAccess' in navigator ? () => navigator.requestMIDIAccess() : undefined
}
