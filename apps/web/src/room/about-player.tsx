import type { Participant } from '@tutti/client'
import { personPathOf } from '../router/route.ts'
import { useMyself } from '../session/myself.ts'
import { Action, ActionList } from '../ui/action-list.tsx'
import { Icon } from '../ui/icon.tsx'
import { Range } from '../ui/range.tsx'
import { FriendActions } from '../friends/friend-actions.tsx'
import styles from './players-strip.module.css'
import { OwnStatus } from './own-status.tsx'
import type { PlayerQuestion } from './player-questions.tsx'
import { PlayerRule } from './player-rule.tsx'

interface AboutPlayerProps {
  readonly roomId: string
  readonly player: Participant
  readonly isMe: boolean
  readonly mayRule: boolean
  readonly travelMs: number | undefined
  readonly volume: number
  readonly onVolume: (volume: number) => void
  readonly isSilenced: boolean
  readonly onSilence: (isSilenced: boolean) => void
  /** Words for this one alone. */
  readonly onWrite: () => void
  /** Something that is asked in a dialog of its own. */
  readonly onAsk: (question: PlayerQuestion) => void
}

/** Who it is, how loud, and what can be done. */
export function AboutPlayer(props: AboutPlayerProps) {
  const { roomId, player, isMe, mayRule, travelMs, volume, onVolume, isSilenced, onSilence, onWrite, onAsk } = props
  const { isMember } = useMyself()
  const { user, isOwner } = player
  return (
    <div className={styles['about']}>
      <p>{whoWords({ isMe, isOwner, isGuest: user.isGuest })}</p>
      {travelMs !== undefined && (
        <p>
          You are {travelMs} ms from {user.username}.
        </p>
      )}
      <label className={styles['volume']}>
        <Icon name={volume === 0 || isSilenced ? 'soundOff' : 'sound'} />
        <Range
          label={isMe ? 'How loud you hear yourself' : `How loud you hear ${user.username}`}
          value={isSilenced ? 0 : volume}
          onChange={onVolume}
        />
      </label>
      {isMe && <OwnStatus />}
      {!isMe && (
        <ActionList label={`With ${user.username}`}>
          <Action icon="soundOff" aria-pressed={isSilenced} onClick={() => onSilence(!isSilenced)}>
            {isSilenced ? 'Muted for you' : 'Mute for me'}
          </Action>
          <Action icon="mail" onClick={onWrite}>
            Write to {user.username}
          </Action>
          {isMember && !user.isGuest && <FriendActions userId={user.userId} username={user.username} />}
          {!user.isGuest && (
            <a className={styles['page']} href={personPathOf(user.username)} target="_blank" rel="noreferrer">
              <Icon name="person" /> Their page
            </a>
          )}
          <Action icon="flag" onClick={() => onAsk('report')}>
            Report…
          </Action>
        </ActionList>
      )}
      {!isMe && mayRule && <PlayerRule roomId={roomId} player={player} onAsk={onAsk} />}
    </div>
  )
}

interface Who {
  readonly isMe: boolean
  readonly isOwner: boolean
  readonly isGuest: boolean
}

function whoWords({ isMe, isOwner, isGuest }: Who): string {
  if (isMe) return isOwner ? 'This is you, and the room is yours.' : 'This is you.'
  const who = isGuest ? 'A guest' : 'Has an account'
  return isOwner ? `${who}. The room is theirs.` : `${who}.`
}
