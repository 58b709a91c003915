import { Observable } from '../ui/observable.ts'

export interface Notice {
  readonly id: number
  readonly text: string
}

const shownForMs = 4000
const mostShown = 3

/** Short words at the edge of the stage, gone by themselves. */
export class Notices {
  readonly shown = new Observable<readonly Notice[]>([])
  #lastId = 0

  say(text: string): void {
    if (this.shown.value.some((notice) => notice.text === text)) return
    const id = (this.#lastId += 1)
    this.shown.set([...this.shown.value, { id, text }].slice(-mostShown))
    setTimeout(() => this.shown.set(this.shown.value.filter((notice) => notice.id !== id)), shownForMs)
  }
}
