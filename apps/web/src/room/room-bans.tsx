import { useTutti } from '@tutti/react'
import { useCallback } from 'react'
import { useAct } from '../session/use-act.ts'
import { useAnswer } from '../session/use-answer.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { momentWords } from '../ui/time-words.ts'
import styles from './room-settings.module.css'

const mostShown = 100

/** Who may not come in. Not shown while there is nobody. */
export function RoomBans({ roomId }: { readonly roomId: string }) {
  const client = useTutti()
  const ask = useCallback(
    () => client.call('listRoomBans', { params: { roomId }, query: { perPage: mostShown } }),
    [client, roomId],
  )
  const { value, reload } = useAnswer(ask)
  const { isBusy, failure, run } = useAct()
  const bans = value?.items ?? []
  const lift = async (userId: string) => {
    await run(() => client.call('unbanUser', { params: { roomId, userId } }))
    reload()
  }
  if (bans.length === 0) return null
  return (
    <section className={styles['part']}>
      <h3 className={styles['heading']}>Who may not come in</h3>
      <ul>
        {bans.map(({ userId, username, reason, endsAt }) => (
          <li key={userId} className={styles['row']}>
            <div>
              <p>{username}</p>
              <p className={styles['aside']}>
                {endsAt === null ? 'Until it is lifted' : `Until ${momentWords(Date.parse(endsAt))}`}
                {reason !== '' && `: ${reason}`}
              </p>
            </div>
            <Button disabled={isBusy} onClick={() => void lift(userId)} aria-label={`Let ${username} in again`}>
              Lift
            </Button>
          </li>
        ))}
      </ul>
      <Failure text={failure.text} />
    </section>
  )
}
