import type { SendMessage } from '../send-message.ts'
import { commands, findCommand, nearestCommand, type CommandName } from './command-list.ts'
import { give, type CommandNeeds, type Speaker } from './give-command.ts'

/** What is to be said in the room, or what came of a command. */
export type Interpreted =
  | { readonly kind: 'said'; readonly text: string; readonly manner: NonNullable<SendMessage['manner']> }
  /** For whoever gave the command, and nobody else. */
  | { readonly kind: 'told'; readonly lines: readonly string[]; readonly username?: string | undefined }

/**
 * What a line that somebody typed means. `//` says a line that begins with `/`. A command that nobody knows is said, so
 * that bots may answer it, unless it is one slip from one that is known.
 * @throws Refusal what the command's own use case throws.
 */
export async function interpretChat(needs: CommandNeeds, speaker: Speaker, text: string): Promise<Interpreted> {
  if (text.startsWith('//')) return { kind: 'said', text: text.slice(1), manner: 'plain' }
  const match = /^\/([A-Za-z]+)(?:\s+|$)/u.exec(text)
  if (!match) return { kind: 'said', text, manner: 'plain' }
  const name = (match[1] ?? '').toLowerCase()
  const command = findCommand(name)
  if (command) return give(needs, speaker, { command, given: text.slice(match[0].length).trim() })
  const near = nearestCommand(name)
  return near ? { kind: 'told', lines: [suggest(near)] } : { kind: 'said', text, manner: 'plain' }
}

function suggest(near: CommandName): string {
  return `Did you mean ${commands[near].usage}? It was not sent.`
}
