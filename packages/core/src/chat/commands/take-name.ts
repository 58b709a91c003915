import type { Participant } from '../../rooms/live-room.ts'

export interface Taken {
  /** What names somebody: an id where that one is there, else as it was written. */
  readonly handle: string
  readonly rest: string
}

/**
 * The name at the beginning of what a command was given: of somebody who is there, which may hold spaces, the longest one
 * that fits; a number in the room as `#3`; in quotation marks; else the first word. A leading `@` is left out.
 */
export function takeName(given: string, present: Iterable<Participant>): Taken {
  const text = given.trim().replace(/^@/, '')
  const quoted = /^"([^"]+)"\s*/u.exec(text)
  const people = [...present]
  if (quoted) return { handle: handleOf(quoted[1] ?? '', people), rest: text.slice(quoted[0].length) }

  const letters = text.toLowerCase()
  const fits = people.filter(({ user: { username } }) => {
    const end = username.length
    return letters.startsWith(username.toLowerCase()) && (end === text.length || text[end] === ' ')
  })
  const [longest] = fits.toSorted((one, other) => other.user.username.length - one.user.username.length)
  if (longest) return { handle: longest.user.id, rest: text.slice(longest.user.username.length).trim() }

  const [word = ''] = text.split(/\s/u)
  return { handle: handleOf(word, people), rest: text.slice(word.length).trim() }
}

function handleOf(word: string, people: readonly Participant[]): string {
  const found = people.find(
    ({ number, user }) => word === `#${number}` || user.username.toLowerCase() === word.toLowerCase(),
  )
  return found?.user.id ?? word
}
