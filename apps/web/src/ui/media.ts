import { useSyncExternalStore } from 'react'

export const prefersReducedMotion = matchMedia('(prefers-reduced-motion: reduce)')
export const hasFinePointer = matchMedia('(hover: hover) and (pointer: fine)')

export function useMedia(query: string): boolean {
  const list = matchMedia(query)
  return useSyncExternalStore(
    (listener) => {
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    () => list.matches,
  )
}
