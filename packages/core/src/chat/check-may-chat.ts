import { Refusal } from '../refusal.ts'
import type { Room } from '../rooms/room.ts'
import type { User } from '../users/user.ts'

/** @throws Refusal `chat_disabled`, `not_allowed`. */
export function checkMayChat({ settings, ownerId }: Pick<Room, 'ownerId' | 'settings'>, user: User): void {
  if (!settings.allowChat) throw new Refusal('chat_disabled')
  if (settings.onlyOwnerCanChat && ownerId !== user.id) throw new Refusal('not_allowed')
}
