import type { Answer, TuttiClient } from '@tutti/client'
import { useSession, useTutti } from '@tutti/react'
import { useEffect } from 'react'
import { Observable } from '../ui/observable.ts'
import { useObservable } from '../ui/use-observable.ts'
import { guestName } from './my-name.ts'

export type OwnProfile = Answer<'getProfile'>

/** What an account says of itself, as far as it is known here. It may belong to somebody who has signed out since. */
export const ownProfile = new Observable<OwnProfile | undefined>(undefined)

/** @throws TuttiError */
export async function loadOwnProfile(client: TuttiClient): Promise<OwnProfile> {
  const profile = await client.call('getProfile')
  ownProfile.set(profile)
  return profile
}

/** Keeps the profile of whoever is signed in at hand. Without it the session's own words do. */
export function useOwnProfileKept(): void {
  const client = useTutti()
  const user = useSession()?.user
  const memberId = user && !user.isGuest ? user.userId : undefined
  useEffect(() => {
    if (memberId !== undefined) loadOwnProfile(client).catch(() => {})
  }, [client, memberId])
}

export interface Myself {
  readonly name: string
  readonly isMember: boolean
  readonly color: string
  /** Undefined while nobody is signed in. */
  readonly userId: string | undefined
  readonly picture: string | undefined
  readonly isModerator: boolean
  readonly isAdmin: boolean
}

/** Who one is here, account or not. */
export function useMyself(): Myself {
  const user = useSession()?.user
  const profile = useObservable(ownProfile)
  const guest = useObservable(guestName)
  const isMember = user !== undefined && !user.isGuest
  const known = profile?.userId === user?.userId ? profile : user
  const { username, userTag: color = '', avatarUrl: picture, userId, roles = [] } = known ?? {}
  return {
    name: isMember ? (username ?? guest) : guest,
    isMember,
    color,
    userId,
    picture,
    isModerator: roles.some((role) => role === 'moderator' || role === 'admin'),
    isAdmin: roles.includes('admin'),
  }
}
