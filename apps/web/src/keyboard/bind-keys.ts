import type { Sight } from '../notes/sight.ts'
import type { Observable } from '../ui/observable.ts'
import { findKeyAt, whiteKeyCount } from './key-layout.ts'
import type { KeyWindow } from './key-window.ts'
import { playByPointer } from './pointer-play.ts'

interface KeyBinding {
  readonly bed: HTMLElement
  readonly sight: Sight
  readonly window: Observable<KeyWindow>
  readonly press: (source: string, key: number, velocity: number) => void
  readonly release: (source: string) => void
  readonly downClass: string
}

/** Joins the drawn keys with hands and with what sounds. Returns the function that parts them. */
export function bindKeys({ bed, sight, window, press, release, downClass }: KeyBinding): () => void {
  const elements = new Map(
    [...bed.querySelectorAll<HTMLElement>('[data-key]')].map(
      (element) => [Number(element.dataset['key']), element] as const,
    ),
  )
  const paint = (key: number) => {
    const element = elements.get(key)
    if (!element) return
    const holders = sight.lit.holdersOf(key)
    element.classList.toggle(downClass, holders.length > 0)
    if (holders.length > 0)
      element.style.setProperty('--lit', litBackground(holders.map((player) => sight.palette.hueOf(player))))
  }
  const place = () => {
    const { first, count } = window.value
    bed.style.setProperty('width', `${(whiteKeyCount / count) * 100}%`)
    bed.style.setProperty('transform', `translateX(${(-first / whiteKeyCount) * 100}%)`)
  }
  place()
  const stops = [
    sight.addPainter(({ litChanged }) => litChanged.forEach(paint)),
    window.subscribe(place),
    playByPointer({
      element: bed,
      press,
      release,
      findTouch: (clientX, clientY) => {
        const { left, top, width, height } = bed.getBoundingClientRect()
        const depth = Math.min(1, (clientY - top) / height)
        const shape = findKeyAt(((clientX - left) / width) * whiteKeyCount, depth)
        return shape && { shape, depth }
      },
    }),
  ]
  return () => {
    for (const stop of stops) stop()
    for (const element of elements.values()) element.classList.remove(downClass)
  }
}

/** One colour, or equal upright stripes of all who hold the key. */
export function litBackground(hues: readonly number[]): string {
  const colors = hues.map((hue) => `oklch(var(--lit-l) var(--lit-c) ${hue})`)
  if (colors.length < 2) return colors[0] ?? 'none'
  const share = 100 / colors.length
  return `linear-gradient(to right, ${colors.map((color, index) => `${color} ${index * share}% ${(index + 1) * share}%`).join(', ')})`
}
