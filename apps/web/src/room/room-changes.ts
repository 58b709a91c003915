import type { RoomInfo, RoomSettings, RoomType } from '@tutti/client'

/** What a room's settings dialog holds. */
export interface RoomDraft {
  readonly roomName: string
  readonly roomType: RoomType
  readonly maxUsers: number
  /** Typed anew; empty for no change. */
  readonly password: string
  readonly isOpenDoor: boolean
  readonly settings: RoomSettings
}

export interface RoomChanges {
  readonly roomName?: string
  readonly roomType?: RoomType
  readonly maxUsers?: number
  /** Null takes it away. */
  readonly password?: string | null
  readonly settings?: { readonly [Name in keyof RoomSettings]?: RoomSettings[Name] }
}

export function draftOf(room: RoomInfo): RoomDraft {
  const { roomName, roomType, maxUsers, settings } = room
  return { roomName, roomType, maxUsers, password: '', isOpenDoor: false, settings }
}

/** Only what differs is sent, so that two who run a room do not undo each other. */
export function changesOf(room: RoomInfo, draft: RoomDraft): RoomChanges {
  const roomName = draft.roomName.trim()
  const before: Readonly<Record<string, unknown>> = { ...room.settings }
  const settings = Object.fromEntries(Object.entries(draft.settings).filter(([name, value]) => before[name] !== value))
  return {
    ...(roomName !== room.roomName && { roomName }),
    ...(draft.roomType !== room.roomType && { roomType: draft.roomType }),
    ...(draft.maxUsers !== room.maxUsers && { maxUsers: draft.maxUsers }),
    ...passwordChange(room, draft),
    ...(Object.keys(settings).length > 0 && { settings }),
  }
}

function passwordChange({ hasPassword }: RoomInfo, { password, isOpenDoor }: RoomDraft): Pick<RoomChanges, 'password'> {
  if (isOpenDoor) return hasPassword ? { password: null } : {}
  return password === '' ? {} : { password }
}
