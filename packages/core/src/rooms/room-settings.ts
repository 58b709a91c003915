import { issue } from '../issues.ts'
import { Refusal } from '../refusal.ts'

export interface RoomSettings {
  readonly allowChat: boolean
  readonly allowGuests: boolean
  readonly autoModeration: boolean
  readonly onlyOwnerCanPlay: boolean
  readonly onlyOwnerCanChat: boolean
  /** Nobody but those who run the room changes its tempo, meter and mode. */
  readonly onlyOwnerCanConduct: boolean
  /** Shown to whoever joins; empty for none. At most 500 characters. */
  readonly welcomeMessage: string
  /** Note-ons per second and player; 0 is unlimited. */
  readonly noteQuota: number
  /** Between two chat messages of one user; 0 for no wait. */
  readonly slowModeSeconds: number
  /** Every player may use the shared player, not only those who run the room. */
  readonly sharedPlayer: boolean
}

export const defaultRoomSettings: RoomSettings = {
  allowChat: true,
  allowGuests: true,
  autoModeration: false,
  onlyOwnerCanPlay: false,
  onlyOwnerCanChat: false,
  onlyOwnerCanConduct: false,
  welcomeMessage: '',
  noteQuota: 200,
  slowModeSeconds: 0,
  sharedPlayer: false,
}

/** Absent is not false: what is missing keeps its present value. */
export type RoomSettingsPatch = { readonly [Name in keyof RoomSettings]?: RoomSettings[Name] | undefined }

export function mergeSettings(present: RoomSettings, patch: RoomSettingsPatch): RoomSettings {
  const given = Object.entries(patch).filter(([, value]) => value !== undefined)
  return { ...present, ...Object.fromEntries(given) }
}

/** @throws Refusal `invalid_input` with the field under `settings`. */
export function checkSettings({ noteQuota, welcomeMessage, slowModeSeconds }: RoomSettings): void {
  if (!Number.isInteger(noteQuota) || noteQuota < 0 || noteQuota > 100_000) {
    throw new Refusal('invalid_input', {
      field: 'settings.noteQuota',
      ...issue('not_between', { least: 0, most: 100_000 }),
    })
  }
  if (!Number.isInteger(slowModeSeconds) || slowModeSeconds < 0 || slowModeSeconds > 3600) {
    throw new Refusal('invalid_input', {
      field: 'settings.slowModeSeconds',
      ...issue('not_between', { least: 0, most: 3600 }),
    })
  }
  if ([...welcomeMessage].length > 500) {
    throw new Refusal('invalid_input', {
      field: 'settings.welcomeMessage',
      ...issue('at_most_characters', { limit: 500 }),
    })
  }
}
