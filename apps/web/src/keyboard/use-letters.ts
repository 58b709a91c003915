import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { loadText, saveText } from '../session/stored-text.ts'
import { useStudio } from '../stage/use-studio.ts'
import { hasFinePointer } from '../ui/media.ts'
import { Observable } from '../ui/observable.ts'
import { useObservable } from '../ui/use-observable.ts'
import type { LayoutMap } from './key-letters.ts'
import { lettersOnKeys, readLayout } from './key-letters.ts'

const shownAtFirstMs = 60_000

/** Whether letters stand on the keys: for the first minute, or as chosen. */
export const lettersShown = new Observable(storedChoice() ?? hasFinePointer.matches)

if (storedChoice() === undefined) {
  setTimeout(() => {
    if (storedChoice() === undefined) lettersShown.set(false)
  }, shownAtFirstMs)
}

export function chooseLetters(shown: boolean): void {
  saveText('letters', shown ? 'on' : 'off')
  lettersShown.set(shown)
}

export function useLetters(): ReadonlyMap<number, string> | undefined {
  const { octave: octaves, stage } = useStudio()
  const octave = useObservable(octaves)
  const transpose = useSyncExternalStore(
    (listener) => stage.onState(listener),
    () => stage.state.transpose,
  )
  const isShown = useObservable(lettersShown)
  const [layout, setLayout] = useState<LayoutMap>()
  useEffect(() => void readLayout(navigator).then(setLayout), [])
  return useMemo(
    () => (isShown ? lettersOnKeys({ octave, transpose, layout }) : undefined),
    [isShown, octave, transpose, layout],
  )
}

function storedChoice(): boolean | undefined {
  const text = loadText('letters')
  return text === undefined ? undefined : text === 'on'
}
