import { useEffect, useRef } from 'react'
import type { KeyWindow } from '../keyboard/key-window.ts'
import type { Observable } from '../ui/observable.ts'
import styles from './notes-canvas.module.css'
import { paintCanvas } from './paint-canvas.ts'
import type { Sight } from './sight.ts'

interface NotesCanvasProps {
  readonly sight: Sight
  readonly window: Observable<KeyWindow>
}

/** The notes of everyone, rising. Purely to be looked at: screen readers have the list of players and the chat. */
export function NotesCanvas({ sight, window }: NotesCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => (canvas.current ? paintCanvas(canvas.current, sight, window) : undefined), [sight, window])
  return <canvas ref={canvas} className={styles['canvas']} aria-hidden="true" />
}
