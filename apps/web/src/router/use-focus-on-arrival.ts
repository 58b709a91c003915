import { useEffect } from 'react'
import { onNavigate } from './navigate.ts'

/** A page that is fetched first has its heading some frames later. */
const mostFrames = 60

/** After a link was followed, reading and tabbing start at the new page, as after a load. */
export function useFocusOnArrival(): void {
  useEffect(() => onNavigate(() => requestAnimationFrame(() => focusHeading(mostFrames))), [])
}

function focusHeading(framesLeft: number): void {
  const heading = document.querySelector('h1')
  if (!heading && framesLeft > 0) requestAnimationFrame(() => focusHeading(framesLeft - 1))
  heading?.setAttribute('tabindex', '-1')
  heading?.focus({ preventScroll: true })
}
