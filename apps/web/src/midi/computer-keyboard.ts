const lowerRow = [
  'KeyZ',
  'KeyS',
  'KeyX',
  'KeyD',
  'KeyC',
  'KeyV',
  'KeyG',
  'KeyB',
  'KeyH',
  'KeyN',
  'KeyJ',
  'KeyM',
  'Comma',
  'KeyL',
  'Period',
  'Semicolon',
  'Slash',
]
const upperRow = [
  'KeyQ',
  'Digit2',
  'KeyW',
  'Digit3',
  'KeyE',
  'KeyR',
  'Digit5',
  'KeyT',
  'Digit6',
  'KeyY',
  'Digit7',
  'KeyU',
  'KeyI',
  'Digit9',
  'KeyO',
  'Digit0',
  'KeyP',
  'BracketLeft',
  'Equal',
  'BracketRight',
]

/** C3 below and C4 above when the octave is 0. */
const steps: ReadonlyMap<string, number> = new Map([
  ...lowerRow.map((code, index) => [code, 48 + index] as const),
  ...upperRow.map((code, index) => [code, 60 + index] as const),
])

export const octaveRange = { lowest: -2, highest: 3 } as const

/** What a key of the computer means, by its place and not its letter, so that all layouts play alike. */
export type KeyMeaning =
  | { readonly kind: 'note'; readonly key: number }
  | { readonly kind: 'sustain' }
  | { readonly kind: 'octave'; readonly by: 1 | -1 }

export function findMeaning(code: string, octave: number): KeyMeaning | undefined {
  if (code === 'Space') return { kind: 'sustain' }
  if (code === 'ArrowLeft') return { kind: 'octave', by: -1 }
  if (code === 'ArrowRight') return { kind: 'octave', by: 1 }
  const step = steps.get(code)
  return step === undefined ? undefined : { kind: 'note', key: step + octave * 12 }
}

/** Where each key of the piano sits on the computer, to be written on the keys. */
export function keyLabels(octave: number): ReadonlyMap<number, string> {
  return new Map([...steps].map(([code, step]) => [step + octave * 12, code] as const))
}

export interface ComputerKeyboardOptions {
  /** Usually the window. */
  readonly target: EventTarget
  onNoteOn(key: number): void
  onNoteOff(key: number): void
  onSustain(down: boolean): void
  onOctave?(octave: number): void
}

export interface ComputerKeyboard {
  readonly octave: number
  shiftOctave(by: number): void
  /** Lets go of everything that is held. */
  release(): void
  close(): void
}

type KeyPress = Pick<KeyboardEvent, 'code' | 'repeat' | 'ctrlKey' | 'altKey' | 'metaKey' | 'target'>

const typedInto =
  'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable], [role=textbox], [role=slider], [role=menu], [role=listbox]'
/** Space and the arrows belong to a control reached by keyboard; one that was clicked leaves them to the piano. */
const pressable = ':is(button, a, summary, [role=tab]):focus-visible, input, [role=radio]'

/** Whether a key press is meant for the piano: not typing, not a shortcut. */
export function isForPiano({ code, ctrlKey, altKey, metaKey, target }: KeyPress): boolean {
  if (ctrlKey || altKey || metaKey) return false
  if (!target || !('closest' in target) || typeof target.closest !== 'function') return true
  if (target.closest(typedInto)) return false
  return !(code === 'Space' || code.startsWith('Arrow')) || !target.closest(pressable)
}

export function playComputerKeyboard(options: ComputerKeyboardOptions): ComputerKeyboard {
  const keyboard = new BoundKeyboard(options)
  keyboard.open()
  return keyboard
}

/** Browsers fill in forms with key events that have no key. */
function isKeyEvent(event: Event): event is KeyboardEvent {
  return 'code' in event && typeof event.code === 'string'
}

class BoundKeyboard implements ComputerKeyboard {
  octave = 0
  readonly #options: ComputerKeyboardOptions
  readonly #held = new Map<string, number>()
  readonly #closing = new AbortController()
  #sustained = false

  constructor(options: ComputerKeyboardOptions) {
    this.#options = options
  }

  open(): void {
    const { target } = this.#options
    const { signal } = this.#closing
    target.addEventListener('keydown', (event) => isKeyEvent(event) && this.#press(event), { signal })
    target.addEventListener('keyup', (event) => isKeyEvent(event) && this.#letGo(event), { signal })
    for (const type of ['blur', 'visibilitychange']) target.addEventListener(type, () => this.release(), { signal })
  }

  shiftOctave(by: number): void {
    const octave = Math.min(octaveRange.highest, Math.max(octaveRange.lowest, this.octave + by))
    if (octave === this.octave) return
    this.octave = octave
    this.#options.onOctave?.(octave)
  }

  release(): void {
    for (const code of this.#held.keys()) this.#end(code)
    if (this.#sustained) this.#sustain(false)
  }

  close(): void {
    this.#closing.abort()
    this.release()
  }

  #press(event: KeyboardEvent): void {
    if (!isForPiano(event)) return
    const meaning = findMeaning(event.code, this.octave)
    if (!meaning) return
    event.preventDefault()
    if (event.repeat || this.#held.has(event.code)) return
    if (meaning.kind === 'octave') return this.shiftOctave(meaning.by)
    if (meaning.kind === 'sustain') return this.#sustain(true)
    const sounding = [...this.#held.values()].includes(meaning.key)
    this.#held.set(event.code, meaning.key)
    if (!sounding) this.#options.onNoteOn(meaning.key)
  }

  #letGo({ code }: KeyboardEvent): void {
    // While Command is down macOS tells of no other key going up.
    if (code === 'MetaLeft' || code === 'MetaRight') return this.release()
    if (code === 'Space' && this.#sustained) this.#sustain(false)
    this.#end(code)
  }

  /** A key of the piano that two keys of the computer hold ends with the second. */
  #end(code: string): void {
    const key = this.#held.get(code)
    if (key === undefined) return
    this.#held.delete(code)
    if (![...this.#held.values()].includes(key)) this.#options.onNoteOff(key)
  }

  #sustain(down: boolean): void {
    this.#sustained = down
    this.#options.onSustain(down)
  }
}
