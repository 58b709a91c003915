import type { KeyShape } from './key-layout.ts'
import { velocityAt } from './key-layout.ts'

export interface Touch {
  readonly shape: KeyShape
  /** 0 at the far end of the keys, 1 at the player's edge. */
  readonly depth: number
}

interface PointerPlay {
  readonly element: HTMLElement
  /** The key under a place on the screen. */
  readonly findTouch: (clientX: number, clientY: number) => Touch | undefined
  readonly press: (source: string, key: number, velocity: number) => void
  readonly release: (source: string) => void
}

/** Fingers and mouse on the keys: several at once, sliding from key to key. Returns the function that ends it. */
export function playByPointer({ element, findTouch, press, release }: PointerPlay): () => void {
  const closing = new AbortController()
  const { signal } = closing
  const held = new Map<number, number | undefined>()

  const moveTo = (pointerId: number, touch: Touch | undefined) => {
    const key = touch?.shape.key
    if (held.get(pointerId) === key) return
    const source = `pointer ${pointerId}`
    release(source)
    held.set(pointerId, key)
    if (touch) press(source, touch.shape.key, velocityAt(touch.shape, touch.depth))
  }
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return
    event.preventDefault()
    // Whoever plays has finished typing: the letters belong to the piano again.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    element.setPointerCapture(event.pointerId)
    held.set(event.pointerId, undefined)
    moveTo(event.pointerId, findTouch(event.clientX, event.clientY))
  }
  const move = (event: PointerEvent) => {
    if (!held.has(event.pointerId)) return
    const steps = event.getCoalescedEvents?.() ?? []
    for (const { clientX, clientY } of steps.length > 0 ? steps : [event])
      moveTo(event.pointerId, findTouch(clientX, clientY))
  }
  const up = ({ pointerId }: PointerEvent) => {
    if (!held.delete(pointerId)) return
    release(`pointer ${pointerId}`)
  }

  element.addEventListener('pointerdown', down, { signal })
  element.addEventListener('pointermove', move, { signal })
  for (const type of ['pointerup', 'pointercancel', 'lostpointercapture'] as const)
    element.addEventListener(type, up, { signal })
  element.addEventListener('contextmenu', (event) => event.preventDefault(), { signal })
  return () => {
    closing.abort()
    for (const pointerId of held.keys()) release(`pointer ${pointerId}`)
  }
}
