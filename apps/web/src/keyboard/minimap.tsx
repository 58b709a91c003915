import type { KeyboardEvent, PointerEvent } from 'react'
import { useEffect, useRef } from 'react'
import type { Sight } from '../notes/sight.ts'
import type { Observable } from '../ui/observable.ts'
import { useObservable } from '../ui/use-observable.ts'
import { keyName, keyShapes, whiteKeyCount } from './key-layout.ts'
import type { KeyWindow } from './key-window.ts'
import { clampWindow } from './key-window.ts'
import styles from './minimap.module.css'

const octave = 7

/** The whole keyboard, small: drag to slide the keys below. Shows what others play outside of the window. */
export function Minimap({ window, sight }: { readonly window: Observable<KeyWindow>; readonly sight: Sight }) {
  const { first, count } = useObservable(window)
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => (canvas.current ? paintMinimap(canvas.current, sight) : undefined), [sight])

  const slideTo = (event: PointerEvent<HTMLDivElement>) => {
    if (event.type === 'pointermove' && event.buttons === 0) return
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId)
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const middle = ((event.clientX - left) / width) * whiteKeyCount
    window.set(clampWindow({ first: middle - count / 2, count }))
  }
  const slideBy = (event: KeyboardEvent) => {
    const by = {
      ArrowLeft: -1,
      ArrowRight: 1,
      PageDown: -octave,
      PageUp: octave,
      Home: -whiteKeyCount,
      End: whiteKeyCount,
    }[event.key]
    if (by === undefined) return
    event.preventDefault()
    window.set(clampWindow({ first: Math.round(first) + by, count }))
  }
  const lowest = keyShapes.find(({ isBlack, left }) => !isBlack && left >= first)
  return (
    <div
      className={styles['map']}
      role="slider"
      aria-label="Visible octaves"
      aria-valuemin={0}
      aria-valuemax={whiteKeyCount - count}
      aria-valuenow={Math.round(first)}
      aria-valuetext={`from ${keyName(lowest?.key ?? 60)}`}
      tabIndex={0}
      onPointerDown={slideTo}
      onPointerMove={slideTo}
      onKeyDown={slideBy}
    >
      <canvas ref={canvas} className={styles['keys']} />
      <span
        className={styles['window']}
        style={{ left: `${(first / whiteKeyCount) * 100}%`, width: `${(count / whiteKeyCount) * 100}%` }}
      />
    </div>
  )
}

function paintMinimap(canvas: HTMLCanvasElement, sight: Sight): () => void {
  const context = canvas.getContext('2d')
  if (!context) return () => {}
  const paint = () => {
    const { clientWidth, clientHeight } = canvas
    if (canvas.width !== clientWidth * 2) Object.assign(canvas, { width: clientWidth * 2, height: clientHeight * 2 })
    const perKey = canvas.width / whiteKeyCount
    context.clearRect(0, 0, canvas.width, canvas.height)
    const style = getComputedStyle(canvas)
    for (const { key, isBlack, left, width } of keyShapes) {
      const holder = sight.lit.holdersOf(key)[0]
      const idle = style.getPropertyValue(isBlack ? '--map-black' : '--map-white')
      context.fillStyle = holder === undefined ? idle : `oklch(0.74 0.13 ${sight.palette.hueOf(holder)})`
      context.fillRect(left * perKey + 0.5, 0, width * perKey - 1, canvas.height * (isBlack ? 0.6 : 1))
    }
  }
  let hasPainted = false
  return sight.addPainter(({ litChanged }) => {
    if (hasPainted && litChanged.length === 0 && canvas.width === canvas.clientWidth * 2) return
    hasPainted = true
    paint()
  })
}
