import type { ChatFilter } from '../ports/chat-filter.ts'
import { Refusal } from '../refusal.ts'
import type { RoomSettings } from '../rooms/room-settings.ts'

/** The text as that room says it. @throws Refusal `message_refused`. */
export function moderateText(
  chatFilter: ChatFilter,
  { autoModeration }: Pick<RoomSettings, 'autoModeration'>,
  text: string,
): string {
  if (!autoModeration) return text
  const judged = chatFilter.judge(text)
  if (judged.isRefused) throw new Refusal('message_refused')
  return judged.text
}
