import { useSyncExternalStore } from 'react'
import { useStudio } from '../stage/use-studio.ts'
import { useObservable } from '../ui/use-observable.ts'

export interface Tuning {
  readonly octave: number
  readonly transpose: number
  readonly shiftOctave: (by: 1 | -1) => void
  readonly shiftTranspose: (by: 1 | -1) => void
}

/** Where the letters of the computer lie on the piano, and what they sound as. */
export function useTuning(): Tuning {
  const { stage, keyboard, octave } = useStudio()
  const transpose = useSyncExternalStore(
    (listener) => stage.onState(listener),
    () => stage.state.transpose,
  )
  return {
    octave: useObservable(octave),
    transpose,
    shiftOctave: (by) => keyboard.shiftOctave(by),
    shiftTranspose: (by) => stage.setTranspose(transpose + by),
  }
}
