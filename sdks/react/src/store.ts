import { useSyncExternalStore } from 'react'

/** Something outside of React whose snapshot changes its identity when, and only when, it changes. */
export interface Store<Snapshot> {
  subscribe(onChange: () => void): () => void
  getSnapshot(): Snapshot
}

export function useStore<Snapshot>({ subscribe, getSnapshot }: Store<Snapshot>): Snapshot {
  return useSyncExternalStore(subscribe, getSnapshot, getSnapshot)
}
