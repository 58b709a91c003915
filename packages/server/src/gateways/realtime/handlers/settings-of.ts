import type { RoomSettingsPatch } from '@tutti/core'
import type { RoomSettings } from '@tutti/protocol/realtime'

/** What was given, and nothing of what the codec adds. */
export function settingsOf(settings: RoomSettings | undefined): RoomSettingsPatch | undefined {
  if (!settings) return undefined
  const { $typeName: _typeName, $unknown: _unknown, ...given } = settings
  return given
}
