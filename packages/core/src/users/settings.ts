export const themes = ['system', 'light', 'dark'] as const

export type Theme = (typeof themes)[number]

/** What a user has chosen for itself; nobody else sees it. */
export interface UserSettings {
  readonly theme: Theme
  /** Whether the client may draw attention to what happens while it is in the background. */
  readonly notifications: boolean
  /** Whether friends see which room the user is in. */
  readonly showCurrentRoom: boolean
}

export const defaultUserSettings: UserSettings = { theme: 'system', notifications: true, showCurrentRoom: true }

/** A settings change: what is absent keeps its value. */
export type UserSettingsPatch = { readonly [Name in keyof UserSettings]?: UserSettings[Name] | undefined }
