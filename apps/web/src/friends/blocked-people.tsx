import { useTutti } from '@tutti/react'
import { useCallback } from 'react'
import { setSilenced } from '../people/silenced.ts'
import { useAct } from '../session/use-act.ts'
import { useAnswer } from '../session/use-answer.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Empty, Loading, NotLoaded } from '../ui/states.tsx'
import { dayWords } from '../ui/time-words.ts'
import styles from './friends.module.css'
import { PersonRow } from './person-row.tsx'

export function BlockedPeople() {
  const client = useTutti()
  const { value, error, isLoading, reload } = useAnswer(useCallback(() => client.call('listBlocks'), [client]))
  const { isBusy, failure, run } = useAct()
  const unblock = async (userId: string) => {
    if (await run(() => client.call('unblockUser', { params: { userId } }))) setSilenced(userId, false)
    reload()
  }
  if (!value)
    return isLoading ? <Loading words="Looking up whom you block…" /> : <NotLoaded error={error} onAgain={reload} />
  if (value.blocks.length === 0) return <Empty>You block nobody.</Empty>
  return (
    <>
      <ul className={styles['list']} aria-label="Whom you block">
        {value.blocks.map((person) => (
          <PersonRow key={person.userId} person={person} about={`since ${dayWords(Date.parse(person.blockedAt))}`}>
            <Button disabled={isBusy} onClick={() => void unblock(person.userId)}>
              Unblock
            </Button>
          </PersonRow>
        ))}
      </ul>
      <Failure text={failure.text} />
    </>
  )
}
