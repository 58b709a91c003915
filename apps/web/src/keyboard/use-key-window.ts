import type { RefObject } from 'react'
import { useLayoutEffect, useMemo, useState } from 'react'
import { Observable } from '../ui/observable.ts'
import { whiteKeyCount } from './key-layout.ts'
import type { KeyWindow } from './key-window.ts'
import { resizeWindow, startWindow, whiteKeysFor } from './key-window.ts'

/** The visible part of the keyboard, kept in step with the width of `element`. */
export function useKeyWindow(element: RefObject<HTMLElement | null>): {
  readonly window: Observable<KeyWindow>
  readonly isPartial: boolean
} {
  const window = useMemo(() => new Observable<KeyWindow>(startWindow(whiteKeysFor(innerWidth))), [])
  const [isPartial, setPartial] = useState(() => window.value.count < whiteKeyCount)
  useLayoutEffect(() => {
    if (!element.current) return undefined
    const resized = new ResizeObserver(([entry]) => {
      const count = whiteKeysFor(entry?.contentRect.width ?? innerWidth)
      if (count !== window.value.count) window.set(resizeWindow(window.value, count))
      setPartial(count < whiteKeyCount)
    })
    resized.observe(element.current)
    return () => resized.disconnect()
  }, [element, window])
  return { window, isPartial }
}
