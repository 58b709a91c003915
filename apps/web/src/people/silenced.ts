import { Observable } from '../ui/observable.ts'

/** Whom one neither hears nor reads, by user id; for as long as the page is open, and nobody is told. */
export const silenced = new Observable<ReadonlySet<string>>(new Set())

export function setSilenced(userId: string, isSilenced: boolean): void {
  const next = new Set(silenced.value)
  if (isSilenced) next.add(userId)
  else next.delete(userId)
  silenced.set(next)
}
