import { useMemo, useSyncExternalStore } from 'react'
import { onNavigate } from './navigate.ts'
import type { Route } from './route.ts'
import { parseRoute } from './route.ts'

export function useRoute(): Route {
  const path = useSyncExternalStore(onNavigate, () => location.pathname)
  return useMemo(() => parseRoute(path), [path])
}
