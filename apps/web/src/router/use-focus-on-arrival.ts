import { useEffect, useRef } from 'react'
import type { Route } from './route.ts'

/** After a link was followed, reading and tabbing start at the new page, as after a load. */
export function useFocusOnArrival(route: Route): void {
  const isFirst = useRef(true)
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false
      return
    }
    const heading = document.querySelector('h1')
    heading?.setAttribute('tabindex', '-1')
    heading?.focus({ preventScroll: true })
  }, [route])
}
