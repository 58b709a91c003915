/** `/`-commands, in the order in which they are listed. */
export const commands = {
  help: { usage: '/help', about: 'What you can write here.', isForThoseWhoRunTheRoom: false },
  me: { usage: '/me waves', about: 'Say what you do.', isForThoseWhoRunTheRoom: false },
  roll: { usage: '/roll 2d6', about: 'Roll dice, for everybody to see.', isForThoseWhoRunTheRoom: false },
  msg: { usage: '/msg name text', about: 'Write to one person alone.', isForThoseWhoRunTheRoom: false },
  nick: { usage: '/nick name', about: 'Take another name, as a guest.', isForThoseWhoRunTheRoom: false },
  users: { usage: '/users', about: 'Who is here.', isForThoseWhoRunTheRoom: false },
  kick: { usage: '/kick name reason', about: 'Move somebody out for a minute.', isForThoseWhoRunTheRoom: true },
  ban: { usage: '/ban name minutes reason', about: 'Keep somebody out.', isForThoseWhoRunTheRoom: true },
  unban: { usage: '/unban name', about: 'Let somebody in again.', isForThoseWhoRunTheRoom: true },
  mute: { usage: '/mute name minutes', about: "Take somebody's voice.", isForThoseWhoRunTheRoom: true },
  unmute: { usage: '/unmute name', about: 'Give the voice back.', isForThoseWhoRunTheRoom: true },
  slow: { usage: '/slow seconds', about: 'A pause between two messages; 0 for none.', isForThoseWhoRunTheRoom: true },
  clear: { usage: '/clear', about: 'Remove all that was said.', isForThoseWhoRunTheRoom: true },
} as const

export type CommandName = keyof typeof commands

const names = Object.keys(commands).filter(isName)

const otherNames: Readonly<Record<string, CommandName>> = { w: 'msg', whisper: 'msg', tell: 'msg', who: 'users' }

/** The command of that name, or of another name for it. */
export function findCommand(name: string): CommandName | undefined {
  if (isName(name)) return name
  return Object.hasOwn(otherNames, name) ? otherNames[name] : undefined
}

function isName(name: string): name is CommandName {
  return Object.hasOwn(commands, name)
}

/** A longer command that the name is one slip away from, so that no slip is said aloud. */
export function nearestCommand(name: string): CommandName | undefined {
  return names.find((known) => known.length > 2 && isOneSlip(name, known))
}

/** One letter more, less, or other, or two that changed places. */
function isOneSlip(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false
  let start = 0
  while (start < one.length && one[start] === other[start]) start += 1
  const [restOfOne, restOfOther] = [one.slice(start), other.slice(start)]
  const isSwapped = restOfOne[0] === restOfOther[1] && restOfOne[1] === restOfOther[0]
  return (
    restOfOne.slice(1) === restOfOther.slice(1) ||
    restOfOne.slice(1) === restOfOther ||
    restOfOne === restOfOther.slice(1) ||
    (isSwapped && restOfOne.slice(2) === restOfOther.slice(2))
  )
}
