import { useTutti } from '@tutti/react'
import { useEffect, useState } from 'react'
import { errorWords, isSuspension } from '../session/error-words.ts'

/** Why and until when one is suspended, once one is: the connection that was closed for it says neither. */
export function useSuspensionWords(isSuspended: boolean): string | undefined {
  const client = useTutti()
  const [words, setWords] = useState<string>()
  useEffect(() => {
    let isWanted = isSuspended
    if (isSuspended)
      client
        .call('validateToken')
        .catch((error: unknown) => isWanted && isSuspension(error) && setWords(errorWords(error)))
    return () => {
      isWanted = false
    }
  }, [client, isSuspended])
  return words
}
