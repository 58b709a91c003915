export const themes = ['system', 'light', 'dark'] as const

export type Theme = (typeof themes)[number]

/** Who may write direct messages to somebody. */
export const directMessagePolicies = ['everyone', 'friends', 'nobody'] as const

export type DirectMessagePolicy = (typeof directMessagePolicies)[number]

/** What a user has chosen for itself; nobody else sees it. */
export interface UserSettings {
  readonly theme: Theme
  /** Whether the client may draw attention to what happens while it is in the background. */
  readonly notifications: boolean
  /** Whether friends see which room the user is in. */
  readonly showCurrentRoom: boolean
  readonly directMessages: DirectMessagePolicy
}

export const defaultUserSettings: UserSettings = {
  theme: 'system',
  notifications: true,
  showCurrentRoom: true,
  directMessages: 'everyone',
}

/** A settings change: what is absent keeps its value. */
export type UserSettingsPatch = { readonly [Name in keyof UserSettings]?: UserSettings[Name] | undefined }
