import { z } from 'zod'
import { roles } from '@tutti/core'
import { collection, queryOf } from './collection.ts'
import { flag, text, time, words } from './listed-field.ts'
import { customIssue } from './custom-issue.ts'
import { operation } from './operation.ts'
import { accountRole, ListedUserView, ProfileView, PublicUserView, UserSettingsView } from './people-views.ts'
import { UserView } from './views.ts'

/** A PNG of one pixel. */
const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** A user in an address: by `user_id`, short id or user name. */
export const otherUser = z.object({ userId: z.string().max(64).meta({ example: 'clara' }) })

export const getProfile = operation({
  id: 'getProfile',
  tag: 'Users',
  summary: 'Read your own profile.',
  access: 'user',
  limit: 'general',
  output: ProfileView,
  done: 'Profile retrieved',
  refusals: ['user_not_found'],
})

export const updateProfile = operation({
  id: 'updateProfile',
  tag: 'Users',
  summary: 'Change your profile.',
  description: 'What is absent keeps its value, and what nobody may change is passed over.',
  access: 'member',
  limit: 'general',
  body: z.object({
    username: z.string().optional().describe('3 to 20 of A-Z a-z 0-9 _ . -').meta({ example: 'clara' }),
    name: z.string().nullable().optional().meta({ example: 'Clara' }),
    surname: z.string().nullable().optional().meta({ example: 'Wieck' }),
    statusText: z.string().optional().describe('At most 140 characters.').meta({ example: 'Practising Op. 20' }),
    settings: UserSettingsView.partial().optional(),
  }),
  output: ProfileView,
  done: 'Profile updated',
  refusals: ['username_taken', 'user_not_found'],
})

export const getUser = operation({
  id: 'getUser',
  tag: 'Users',
  summary: 'Read what everybody may know of a user.',
  description: 'By either of the two ids; in the Piano API by user name, without case, too.',
  access: 'anyone',
  limit: 'general',
  params: otherUser,
  output: PublicUserView,
  done: 'User retrieved',
  refusals: ['user_not_found'],
})

const accounts = collection({
  fields: {
    userId: text,
    id: text,
    username: text,
    name: text,
    surname: text,
    userTag: text,
    email: text,
    roles: words(roles),
    isMember: flag,
    isPro: flag,
    avatarUrl: { ...text, isSorted: false },
    createdAt: time,
    updatedAt: time,
    lastSeen: time,
  },
  searches: ['username', 'name', 'surname', 'email'],
})

const people = collection({
  fields: {
    id: text,
    username: text,
    name: text,
    surname: text,
    email: { ...text, isSorted: false },
    userTag: text,
    statusText: text,
    roles: words(roles),
    isMember: flag,
    isPro: flag,
    avatarUrl: { ...text, isSorted: false },
    createdAt: time,
    updatedAt: time,
    lastSeen: time,
  },
  searches: ['username', 'name', 'surname'],
})

export const listPeople = operation({
  id: 'listPeople',
  tag: 'Users',
  summary: 'List accounts, newest first.',
  description: 'Of e-mail addresses your own alone is found.',
  access: 'user',
  limit: 'general',
  lists: people,
  query: queryOf(people),
  output: ListedUserView,
  collection: 'users',
  done: 'Users retrieved',
  refusals: [],
})

export const listUsers = operation({
  id: 'listUsers',
  tag: 'Administration',
  summary: 'List accounts, newest first.',
  access: 'admin',
  limit: 'general',
  lists: accounts,
  query: queryOf(accounts).extend({ role: accountRole.optional() }),
  output: UserView,
  collection: 'users',
  done: 'Users retrieved',
  refusals: [],
})

function picturesIn(body: object): number {
  return Object.values(body).filter((value) => value !== undefined).length
}

const aPicture = z.instanceof(Uint8Array).optional().meta({ type: 'string', format: 'binary' })

export const uploadAvatar = operation({
  id: 'uploadAvatar',
  tag: 'Users',
  summary: 'Give yourself a picture.',
  description:
    'PNG, JPEG, WebP or GIF of at most 5 MiB and 24 megapixels. Send the bytes themselves as `image/*`, or as one of the ' +
    'fields `avatar`, `media` and `file` of a multipart form, or as base64 in `media_data`.',
  access: 'member',
  limit: 'upload',
  accepts: { forms: ['json', 'form', 'image'], mostBytes: 8 * 1024 * 1024 },
  body: z
    .object({
      avatar: aPicture,
      media: aPicture,
      file: aPicture,
      mediaData: z
        .string()
        .optional()
        .describe('Base64, with or without `data:…;base64,` before it.')
        .meta({ example: onePixel }),
    })
    .refine((body) => picturesIn(body) <= 1, { path: ['avatar'], ...customIssue('several_pictures') })
    .refine((body) => picturesIn(body) >= 1, { path: ['avatar'], ...customIssue('no_picture') }),
  output: z.object({
    avatarUrl: z.url().describe('512 pixels wide.'),
    avatarSmallUrl: z.url().describe('128 pixels wide.'),
  }),
  done: 'Avatar updated',
  refusals: ['file_too_large', 'unsupported_file_type'],
})

export const deleteAvatar = operation({
  id: 'deleteAvatar',
  tag: 'Users',
  summary: 'Go back to the picture that is drawn from your colour and initials.',
  access: 'member',
  limit: 'general',
  output: uploadAvatar.output,
  done: 'Avatar removed',
  refusals: [],
})
