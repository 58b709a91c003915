import { keyLabels } from '../midi/computer-keyboard.ts'

const signs: Readonly<Record<string, string>> = {
  Comma: ',',
  Period: '.',
  Semicolon: ';',
  Slash: '/',
  BracketLeft: '[',
  BracketRight: ']',
  Equal: '=',
}

export type LayoutMap = ReadonlyMap<string, string>

/** What is printed on the key of that code; on the layout of this keyboard where the browser tells it. */
export function letterOf(code: string, layout?: LayoutMap): string {
  const printed = layout?.get(code)
  if (printed !== undefined) return printed.toLocaleUpperCase()
  return signs[code] ?? code.replace(/^(Key|Digit)/, '')
}

/** The letter for each key of the piano that the computer's keys sound now. */
export function lettersOnKeys({
  octave,
  transpose,
  layout,
}: {
  readonly octave: number
  readonly transpose: number
  readonly layout?: LayoutMap | undefined
}): ReadonlyMap<number, string> {
  return new Map([...keyLabels(octave)].map(([key, code]) => [key + transpose, letterOf(code, layout)] as const))
}

interface KeyboardWithLayout {
  readonly keyboard: { getLayoutMap(): Promise<LayoutMap> }
}

/** Only some browsers tell, and only over https. */
export async function readLayout(navigator: object): Promise<LayoutMap | undefined> {
  if (!tellsLayout(navigator)) return undefined
  try {
    return await navigator.keyboard.getLayoutMap()
  } catch {
    return undefined
  }
}

function tellsLayout(navigator: object): navigator is KeyboardWithLayout {
  const keyboard = 'keyboard' in navigator ? navigator.keyboard : undefined
  return typeof keyboard === 'object' && keyboard !== null && 'getLayoutMap' in keyboard
}
