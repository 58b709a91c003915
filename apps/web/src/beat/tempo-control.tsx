import { TapTempo, type TransportPatch } from '@tutti/client'
import { useEffect, useId, useRef, useState } from 'react'
import { Button, IconButton } from '../ui/button.tsx'
import styles from './beat.module.css'
import { roundTempo } from './mode-words.ts'

const slowest = 20
const fastest = 400
/** Taps are told to the room once they pause. */
const settleMs = 700

interface TempoControlProps {
  readonly tempo: number
  readonly isDisabled: boolean
  /** What a moment of `performance.now()` is on the server's clock. */
  readonly toServer: (localMs: number) => number
  readonly onChange: (patch: TransportPatch) => void
}

export function TempoControl({ tempo, isDisabled, toServer, onChange }: TempoControlProps) {
  const id = useId()
  const shown = roundTempo(tempo)
  const [text, setText] = useState(String(shown))
  useEffect(() => setText(String(shown)), [shown])
  const commit = (value: number) => {
    const kept = Math.min(fastest, Math.max(slowest, roundTempo(value)))
    setText(String(Number.isNaN(kept) ? shown : kept))
    if (!Number.isNaN(kept) && kept !== shown) onChange({ tempo: kept })
  }
  const tap = useTap({ toServer, onTapped: (patch) => onChange(patch) })
  return (
    <div className={styles['tempo']} role="group" aria-label="Tempo">
      <IconButton icon="minus" label="Slower" disabled={isDisabled} onClick={() => commit(Math.ceil(tempo) - 1)} />
      <label htmlFor={id} className="visually-hidden">
        Beats a minute
      </label>
      <input
        id={id}
        className={styles['number']}
        type="number"
        inputMode="decimal"
        min={slowest}
        max={fastest}
        step="any"
        value={text}
        disabled={isDisabled}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => commit(Number.parseFloat(text))}
        onKeyDown={(event) => event.key === 'Enter' && commit(Number.parseFloat(text))}
      />
      <IconButton icon="plus" label="Faster" disabled={isDisabled} onClick={() => commit(Math.floor(tempo) + 1)} />
      <Button look="outlined" disabled={isDisabled} onPointerDown={tap} onKeyDown={tapByKey(tap)}>
        Tap
      </Button>
    </div>
  )
}

interface Tapping {
  readonly toServer: (localMs: number) => number
  readonly onTapped: (patch: TransportPatch) => void
}

/** Tempo and phase of what is tapped: the last tap is the first beat of a bar. */
function useTap({ toServer, onTapped }: Tapping): () => void {
  const taps = useRef(new TapTempo())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return () => {
    const tapped = taps.current.tap(performance.now())
    clearTimeout(timer.current)
    if (!tapped || tapped.tempo < slowest || tapped.tempo > fastest) return
    const { tempo, beatMs } = tapped
    timer.current = setTimeout(() => onTapped({ tempo: roundTempo(tempo), downbeatMs: toServer(beatMs) }), settleMs)
  }
}

/** A button answers to the keys when they come up again; a beat is where they go down. */
function tapByKey(tap: () => void) {
  return (event: { readonly key: string; readonly repeat: boolean; preventDefault(): void }) => {
    if (event.repeat || (event.key !== ' ' && event.key !== 'Enter')) return
    event.preventDefault()
    tap()
  }
}
