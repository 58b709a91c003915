import { commands } from '@tutti/core'

export interface CommandHint {
  readonly name: string
  readonly usage: string
  readonly about: string
}

/** Commands that begin like what is being typed, as long as it is no more than a command's name. */
export function commandHints(draft: string, { mayRule }: { readonly mayRule: boolean }): readonly CommandHint[] {
  const match = /^\/([a-z]*)$/i.exec(draft)
  if (!match) return []
  const typed = (match[1] ?? '').toLowerCase()
  return Object.entries(commands).flatMap(([name, { usage, about, isForThoseWhoRunTheRoom }]) =>
    name.startsWith(typed) && (mayRule || !isForThoseWhoRunTheRoom) ? [{ name, usage, about }] : [],
  )
}
