import { shade } from '../design/theme.ts'
import type { KeyWindow } from '../keyboard/key-window.ts'
import { prefersReducedMotion } from '../ui/media.ts'
import type { Observable } from '../ui/observable.ts'
import { drawScene } from './draw-notes.ts'
import { Ink } from './ink.ts'
import { readTone } from './palette.ts'
import type { Sight } from './sight.ts'

/** More is not seen on a moving note, and costs four times the pixels. */
const finestRatio = 2

/** Draws the notes on a canvas, whatever its size and theme, until the result is called. */
export function paintCanvas(canvas: HTMLCanvasElement, sight: Sight, window: Observable<KeyWindow>): () => void {
  const context = canvas.getContext('2d')
  if (!context) return () => {}
  const size = { width: 0, height: 0 }
  let ink: Ink | undefined

  const mix = () => {
    const style = getComputedStyle(canvas)
    const [ground, line] = ['--ground', '--octave-line'].map((name) => style.getPropertyValue(name).trim())
    ink = new Ink({
      context,
      palette: sight.palette,
      tone: readTone(canvas),
      heightPx: size.height,
      ground: ground ?? '',
      line: line ?? '',
    })
    sight.refresh()
  }
  const fit = () => {
    const ratio = Math.min(finestRatio, devicePixelRatio)
    size.width = canvas.clientWidth
    size.height = canvas.clientHeight
    canvas.width = Math.round(size.width * ratio)
    canvas.height = Math.round(size.height * ratio)
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    mix()
  }
  const resized = new ResizeObserver(fit)
  resized.observe(canvas)
  const stops = [
    sight.addPainter(({ nowMs }) => {
      if (ink)
        drawScene(context, {
          ...size,
          nowMs,
          window: window.value,
          notes: sight.air.notes,
          ink,
          isStill: prefersReducedMotion.matches,
        })
    }),
    window.subscribe(() => sight.refresh()),
    shade.subscribe(mix),
    () => resized.disconnect(),
  ]
  return () => stops.forEach((stop) => stop())
}
