import { useTutti } from '@tutti/react'
import { useCallback, useState } from 'react'
import { setSilenced } from '../people/silenced.ts'
import { useAct } from '../session/use-act.ts'
import { useAnswer } from '../session/use-answer.ts'
import { useStudio } from '../stage/use-studio.ts'
import { Action } from '../ui/action-list.tsx'
import { Failure } from '../ui/failure.tsx'
import { friendshipWith } from './friendship.ts'

interface FriendActionsProps {
  readonly userId: string
  readonly username: string
}

/** Becoming friends with somebody, or having nothing more to do with them. */
export function FriendActions({ userId, username }: FriendActionsProps) {
  const client = useTutti()
  const { notices } = useStudio()
  const [isBlocked, setBlocked] = useState(false)
  const { value, reload } = useAnswer(useCallback(() => client.call('listFriends'), [client]))
  const { isBusy, failure, run } = useAct()
  const friendship = value && friendshipWith(userId, value)
  const befriend = async () => {
    await run(() => client.call('requestFriend', { body: { userId } }))
    reload()
  }
  const block = async () => {
    if (!(await run(() => client.call('blockUser', { body: { userId } })))) return
    setBlocked(true)
    setSilenced(userId, true)
    notices.say(`You neither hear nor read ${username} here. Nobody is told.`)
  }
  return (
    <>
      {friendship === 'friends' && (
        <Action icon="check" disabled>
          You are friends
        </Action>
      )}
      {friendship === 'sent' && (
        <Action icon="check" disabled>
          Asked to be friends
        </Action>
      )}
      {(friendship === 'none' || friendship === 'received') && !isBlocked && (
        <Action icon="people" disabled={isBusy} onClick={() => void befriend()}>
          {friendship === 'received' ? 'Accept as a friend' : 'Add as a friend'}
        </Action>
      )}
      <Action icon="ban" disabled={isBusy || isBlocked} onClick={() => void block()}>
        {isBlocked ? 'Blocked' : 'Block'}
      </Action>
      <Failure text={failure.text} />
    </>
  )
}
