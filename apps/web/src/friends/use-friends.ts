import { useTutti } from '@tutti/react'
import { useCallback, useEffect } from 'react'
import type { Answered } from '../session/use-answer.ts'
import { useAnswer } from '../session/use-answer.ts'
import type { Friends } from './friendship.ts'

const refreshMs = 15_000

/** Friends and requests, asked for again while the page can be seen. */
export function useFriends(): Answered<Friends> {
  const client = useTutti()
  const answered = useAnswer(useCallback(() => client.call('listFriends'), [client]))
  const { reload } = answered
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && reload(), refreshMs)
    return () => clearInterval(timer)
  }, [reload])
  return answered
}
