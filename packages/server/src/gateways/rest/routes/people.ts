import { changeAvatar, getDetails, getUser, listPeople, removeAvatar, updateProfile, type User } from '@tutti/core'
import { operations } from '@tutti/protocol/rest'
import { decodeBase64 } from '../decode-base64.ts'
import { handle, type Route } from '../handle.ts'
import { presentPage } from '../present-page.ts'
import { baseOf } from '../present/base-of.ts'
import { presentAvatar, presentSmallAvatar } from '../present/present-avatar.ts'
import { presentListedUser, presentProfile, presentPublicUser } from '../present/present-people.ts'
import { presentUser } from '../present/present-user.ts'

export const peopleRoutes: readonly Route[] = [
  handle(operations.getProfile, async ({ needs, source, caller: { user } }) =>
    presentProfile(user, await getDetails(needs, user), baseOf({ needs, source })),
  ),

  handle(operations.updateProfile, async ({ needs, source, caller, body }) => {
    const user = await updateProfile(needs, { ...body, user: caller.user.id })
    return presentProfile(user, await getDetails(needs, user), baseOf({ needs, source }))
  }),

  handle(operations.getUser, async ({ needs, source, params }) => {
    const user = await getUser(needs, params.userId, { byIdAlone: source.manner.usersByIdAlone })
    const { stats } = await getDetails(needs, user)
    const status = needs.presence.statusOf(user.id)
    return presentPublicUser(user, stats, status, baseOf({ needs, source }))
  }),

  handle(operations.listPeople, async ({ needs, source, caller: { user: by }, listing }) => {
    const base = baseOf({ needs, source })
    return presentPage(listing, await listPeople(needs, { by, listing }), (user) => presentListedUser(user, base))
  }),

  handle(operations.listUsers, async ({ needs, source, query: { role }, listing }) => {
    const held = { field: 'roles', comparison: 'is', values: [role ?? null] } as const
    const asked = role === undefined ? listing : { ...listing, filters: [...listing.filters, held] }
    const base = baseOf({ needs, source })
    return presentPage(listing, await needs.profiles.list(asked), (user) => presentUser(user, base))
  }),

  handle(operations.uploadAvatar, async ({ needs, source, caller: { user }, body }) => {
    const { avatar, media, file, mediaData } = body
    const image = avatar ?? media ?? file ?? decodeBase64('mediaData', mediaData ?? '')
    const name = await changeAvatar(needs, { user: user.id, image })
    return presentPictures(user, name, baseOf({ needs, source }))
  }),

  handle(operations.deleteAvatar, async ({ needs, source, caller: { user } }) => {
    await removeAvatar(needs, { user: user.id })
    return presentPictures(user, null, baseOf({ needs, source }))
  }),
]

function presentPictures(user: User, avatar: string | null, base: string) {
  const pictured = { ...user, profile: { ...user.profile, avatar } }
  return { avatarUrl: presentAvatar(pictured, base), avatarSmallUrl: presentSmallAvatar(pictured, base) }
}
