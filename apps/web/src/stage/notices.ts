import { Observable } from '../ui/observable.ts'

export interface Notice {
  readonly id: number
  readonly text: string
  /** Who runs the server says it: it is not read in passing. */
  readonly from: 'here' | 'server'
  readonly isUrgent: boolean
}

interface Manner {
  readonly from?: Notice['from']
  readonly isUrgent?: boolean
  /** Null until somebody closes it. */
  readonly shownForMs?: number | null
}

const passingMs = 4000
const mostPassing = 3

/** Short words at the edge of the stage, gone by themselves unless they must be read. */
export class Notices {
  readonly shown = new Observable<readonly Notice[]>([])
  #lastId = 0

  say(text: string, { from = 'here', isUrgent = false, shownForMs = passingMs }: Manner = {}): void {
    if (this.shown.value.some((notice) => notice.text === text && notice.from === from)) return
    const id = (this.#lastId += 1)
    this.shown.set(withoutOverflow([...this.shown.value, { id, text, from, isUrgent }]))
    if (shownForMs !== null) setTimeout(() => this.close(id), shownForMs)
  }

  close(id: number): void {
    this.shown.set(this.shown.value.filter((notice) => notice.id !== id))
  }
}

/** The oldest of what is said in passing gives way; what the server says stays. */
function withoutOverflow(notices: readonly Notice[]): readonly Notice[] {
  const passing = notices.filter(({ from }) => from === 'here')
  const gone = new Set(passing.slice(0, -mostPassing))
  return notices.filter((notice) => !gone.has(notice))
}
