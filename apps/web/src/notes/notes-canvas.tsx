import { useEffect, useRef } from 'react'
import { shade } from '../design/theme.ts'
import type { KeyWindow } from '../keyboard/key-window.ts'
import type { Observable } from '../ui/observable.ts'
import { prefersReducedMotion } from '../ui/media.ts'
import { drawScene } from './draw-notes.ts'
import styles from './notes-canvas.module.css'
import { inTone, readTone } from './palette.ts'
import type { Sight } from './sight.ts'

interface NotesCanvasProps {
  readonly sight: Sight
  readonly window: Observable<KeyWindow>
}

/** The notes of everyone, rising. Purely to be looked at: screen readers have the list of players and the chat. */
export function NotesCanvas({ sight, window }: NotesCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => (canvas.current ? paintCanvas(canvas.current, sight, window) : undefined), [sight, window])
  return (
    <div className={styles['notes']} aria-hidden="true">
      <canvas ref={canvas} className={styles['canvas']} />
    </div>
  )
}

/** More is not seen on a moving note, and costs four times the pixels. */
const finestRatio = 2

function paintCanvas(canvas: HTMLCanvasElement, sight: Sight, window: Observable<KeyWindow>): () => void {
  const context = canvas.getContext('2d')
  if (!context) return () => {}
  const size = { width: 0, height: 0 }
  let look = readLook(canvas)
  const colors = new Map<number, string>()
  const colorOf = (player: number) => {
    const hue = sight.palette.hueOf(player)
    const known = colors.get(hue)
    if (known !== undefined) return known
    const color = inTone(look.tone, hue)
    colors.set(hue, color)
    return color
  }

  const fit = () => {
    const ratio = Math.min(finestRatio, devicePixelRatio)
    size.width = canvas.clientWidth
    size.height = canvas.clientHeight
    canvas.width = Math.round(size.width * ratio)
    canvas.height = Math.round(size.height * ratio)
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    sight.refresh()
  }
  const resized = new ResizeObserver(fit)
  resized.observe(canvas)
  const forget = [
    sight.addPainter(({ nowMs }) => {
      if (size.width === 0) return
      const { ground, line } = look
      drawScene(context, { ...size, nowMs, window: window.value, notes: sight.air.notes, colorOf, ground, line, isStill: prefersReducedMotion.matches })
    }),
    window.subscribe(() => sight.refresh()),
    shade.subscribe(() => {
      look = readLook(canvas)
      colors.clear()
      sight.refresh()
    }),
    () => resized.disconnect(),
  ]
  return () => forget.forEach((stop) => stop())
}

function readLook(canvas: HTMLCanvasElement) {
  const style = getComputedStyle(canvas)
  return { tone: readTone(canvas), ground: style.getPropertyValue('--ground'), line: style.getPropertyValue('--octave-line') }
}
