import { useEffect } from 'react'
import { onNavigate } from './navigate.ts'

/** After a link was followed, reading and tabbing start at the new page, as after a load. */
export function useFocusOnArrival(): void {
  useEffect(() => onNavigate(() => requestAnimationFrame(focusHeading)), [])
}

function focusHeading(): void {
  const heading = document.querySelector('h1')
  heading?.setAttribute('tabindex', '-1')
  heading?.focus({ preventScroll: true })
}
