import { usernameKey, type AccountField, type FilterValue } from '@tutti/core'
import { sql } from 'kysely'
import { anyOf, flag, keyed, plain, time, type Column, type Columns, type Condition } from './columns.ts'

/** Roles are an array of names in JSON. */
export function hasRole(role: string): Condition {
  return sql`"user".roles like ${`%"${role}"%`}`
}

const roles: Column = {
  value: sql`"user".roles`,
  isOneOf: (values) => anyOf(values.map((role) => hasRole(String(role)))),
  isTime: false,
}

const avatarUrl: Column = {
  value: sql`"user".avatar`,
  isOneOf: (values) => anyOf(values.map(isPicture)),
  isTime: false,
}

/** By the address of the picture, large or small; a drawn one is nobody's own. */
function isPicture(address: FilterValue): Condition {
  const file = String(address ?? '')
    .split('/')
    .at(-1)
  const color = /^default-([0-9a-f]{6})-[^/]*\.svg$/.exec(file ?? '')?.[1]
  if (color !== undefined) return sql`("user".avatar is null and "user".color = ${`#${color}`})`
  return sql`"user".avatar = ${file?.replace(/(?:-128)?\.webp$/, '') ?? ''}`
}

export const accountColumns: Columns<AccountField> = {
  userId: plain(sql`"user".id`),
  id: plain(sql`"user".public_id`),
  username: keyed(sql`"user".username_key`, usernameKey),
  userTag: plain(sql`"user".color`),
  email: keyed(sql`"user".email_key`, usernameKey),
  roles,
  isMember: flag(sql`"user".kind = 'account'`),
  isPro: flag(anyOf(['pro', 'moderator', 'admin'].map(hasRole))),
  name: keyed(sql`"user".name_key`, usernameKey),
  surname: keyed(sql`"user".surname_key`, usernameKey),
  statusText: keyed(sql`"user".status_text`, (text) => text),
  avatarUrl,
  createdAt: time(sql`"user".created_at_ms`),
  updatedAt: time(sql`"user".updated_at_ms`),
  lastSeen: time(sql`"user".last_seen_at_ms`),
}

/** Where the words of accounts are. */
export const accountTexts: { readonly [Name in AccountField]?: string } = {
  username: 'username_key',
  name: 'name_key',
  surname: 'surname_key',
  email: 'email_key',
}
