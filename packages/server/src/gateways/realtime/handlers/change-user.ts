import { Refusal, renameGuest } from '@tutti/core'
import type { UserCommand } from '@tutti/protocol/realtime'
import { carryName } from '../carry-name.ts'
import type { Connection } from '../connection.ts'
import type { Ports } from '../ports.ts'
import { done, type Reply } from './reply.ts'

/** A guest takes another name, and the room hears of it. @throws Refusal `not_allowed` for accounts, what `renameGuest` throws. */
export async function changeUser(ports: Ports, connection: Connection, { command }: UserCommand): Promise<Reply> {
  if (command.case === undefined) throw new Refusal('unsupported_message')
  if (connection.user.kind !== 'guest') throw new Refusal('not_allowed')
  const username = await renameGuest(ports, { id: connection.user.id, username: command.value })
  connection.user = { ...connection.user, username }
  carryName(connection)
  return done
}
