import { loadText, saveText } from '../session/stored-text.ts'
import { Observable } from '../ui/observable.ts'

const stored = 'silenced'
/** Guests come and go: whoever was silenced longest ago is forgotten first. */
const mostKept = 500

/** Whom one neither hears nor reads on this device, by user id; nobody is told. */
export const silenced = new Observable<ReadonlySet<string>>(new Set(readIds(loadText(stored))))

export function setSilenced(userId: string, isSilenced: boolean): void {
  const others = [...silenced.value].filter((id) => id !== userId)
  const next = (isSilenced ? [...others, userId] : others).slice(-mostKept)
  silenced.set(new Set(next))
  saveText(stored, next.length === 0 ? undefined : next.join(' '))
}

function readIds(text: string | undefined): readonly string[] {
  return text?.split(' ').filter((id) => id !== '') ?? []
}
