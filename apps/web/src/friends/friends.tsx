import { useTutti } from '@tutti/react'
import { useState } from 'react'
import { useAct } from '../session/use-act.ts'
import type { Answered } from '../session/use-answer.ts'
import { Button } from '../ui/button.tsx'
import { Empty, Loading, NotLoaded } from '../ui/states.tsx'
import { Failure } from '../ui/failure.tsx'
import { AddFriend } from './add-friend.tsx'
import { BlockedPeople } from './blocked-people.tsx'
import { FriendRow } from './friend-row.tsx'
import styles from './friends.module.css'
import type { Friends as FriendLists } from './friendship.ts'
import { PersonRow } from './person-row.tsx'
import { sortFriends } from './sort-friends.ts'

/** Who plays where, who asks, and finding somebody. */
export function Friends({ friends: { value, error, isLoading, reload } }: { readonly friends: Answered<FriendLists> }) {
  const client = useTutti()
  const act = useAct()
  const [isBlockListShown, setBlockListShown] = useState(false)
  if (!value)
    return isLoading ? <Loading words="Looking for your friends…" /> : <NotLoaded error={error} onAgain={reload} />
  const change = async (operation: 'acceptFriend' | 'declineFriend' | 'removeFriend', userId: string) => {
    await act.run(() => client.call(operation, { params: { userId } }))
    reload()
  }
  const { friends, pendingRequests, sentRequests } = value
  return (
    <>
      <AddFriend onAdded={reload} />
      <Failure text={act.failure.text} />
      {pendingRequests.length > 0 && (
        <ul className={styles['list']} aria-label="Who asks to be your friend">
          {pendingRequests.map((person) => (
            <PersonRow key={person.userId} person={person} about="would like to be friends">
              <Button look="outlined" disabled={act.isBusy} onClick={() => void change('acceptFriend', person.userId)}>
                Accept
              </Button>
              <Button disabled={act.isBusy} onClick={() => void change('declineFriend', person.userId)}>
                Decline
              </Button>
            </PersonRow>
          ))}
        </ul>
      )}
      {friends.length === 0 && pendingRequests.length === 0 && (
        <Empty>Nobody yet. Add somebody by name, or from their menu while you play together.</Empty>
      )}
      <ul className={styles['list']} aria-label="Friends">
        {sortFriends(friends).map((friend) => (
          <FriendRow
            key={friend.userId}
            friend={friend}
            onRemove={() => void change('removeFriend', friend.userId)}
            onBlocked={reload}
          />
        ))}
      </ul>
      {sentRequests.length > 0 && (
        <ul className={styles['list']} aria-label="Whom you have asked">
          {sentRequests.map((person) => (
            <PersonRow key={person.userId} person={person} about="has not answered yet">
              <Button disabled={act.isBusy} onClick={() => void change('removeFriend', person.userId)}>
                Take back
              </Button>
            </PersonRow>
          ))}
        </ul>
      )}
      <Button
        className={styles['more']}
        aria-expanded={isBlockListShown}
        onClick={() => setBlockListShown(!isBlockListShown)}
      >
        Whom you block
      </Button>
      {isBlockListShown && <BlockedPeople />}
    </>
  )
}
