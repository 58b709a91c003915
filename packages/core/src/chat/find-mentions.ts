import type { UserId } from '../ids.ts'

interface Named {
  readonly user: { readonly id: UserId; readonly username: string }
}

/** How many users one message may call. */
const mostMentions = 10
/** Signs that are looked at; what comes behind is a flood. */
const mostSigns = 50

/** Those of `present` whose name stands behind an `@`, the longest name that fits each time; names may hold spaces. */
export function findMentions(text: string, present: Iterable<Named>): readonly UserId[] {
  const signs = [...text.matchAll(/(?<![\p{L}\p{N}])@/gu)].slice(0, mostSigns)
  if (signs.length === 0) return []
  const byName = groupByName(present)
  const lengths = [...new Set([...byName.keys()].map(({ length }) => length))].toSorted((one, other) => other - one)
  const letters = text.toLowerCase()

  const found = new Set<UserId>()
  for (const { index } of signs) {
    const length = lengths.find((candidate) => isName(letters, index + 1, candidate, byName))
    if (length === undefined) continue
    for (const id of byName.get(letters.slice(index + 1, index + 1 + length)) ?? []) found.add(id)
  }
  return [...found].slice(0, mostMentions)
}

function groupByName(present: Iterable<Named>): ReadonlyMap<string, readonly UserId[]> {
  const byName = new Map<string, UserId[]>()
  for (const { user } of present) {
    const name = user.username.toLowerCase()
    const same = byName.get(name)
    if (same) same.push(user.id)
    else byName.set(name, [user.id])
  }
  return byName
}

/** `@Bo` is not in `@Bob`. */
function isName(text: string, at: number, length: number, names: ReadonlyMap<string, unknown>): boolean {
  const end = at + length
  return names.has(text.slice(at, end)) && !/^[\p{L}\p{N}_-]/u.test(text.slice(end))
}
