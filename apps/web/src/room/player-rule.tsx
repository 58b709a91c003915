import type { Participant } from '@tutti/client'
import { useTutti } from '@tutti/react'
import { useAct } from '../session/use-act.ts'
import { Action, ActionList } from '../ui/action-list.tsx'
import { Failure } from '../ui/failure.tsx'
import type { PlayerQuestion } from './player-questions.tsx'

interface PlayerRuleProps {
  readonly roomId: string
  readonly player: Participant
  readonly onAsk: (question: PlayerQuestion) => void
}

/** What whoever runs the room can do. */
export function PlayerRule({ roomId, player, onAsk }: PlayerRuleProps) {
  const client = useTutti()
  const { isBusy, failure, run } = useAct()
  const { isNotesMuted: notes, isChatMuted: chat, user } = player
  const params = { roomId, userId: user.userId }
  const mute = (body: { readonly notes: boolean; readonly chat: boolean }) =>
    void run(() => client.call('muteUser', { params, body }))
  return (
    <>
      <ActionList label="As you run the room">
        <Action icon="keys" disabled={isBusy} aria-pressed={notes} onClick={() => mute({ notes: !notes, chat })}>
          {notes ? 'Notes are muted' : 'Mute the notes'}
        </Action>
        <Action icon="chat" disabled={isBusy} aria-pressed={chat} onClick={() => mute({ notes, chat: !chat })}>
          {chat ? 'Chat is muted' : 'Mute the chat'}
        </Action>
        <Action icon="crown" onClick={() => onAsk('owner')}>
          Make owner…
        </Action>
        <Action icon="door" onClick={() => onAsk('kick')}>
          Ask to leave…
        </Action>
        <Action icon="ban" isGrave onClick={() => onAsk('ban')}>
          Ban…
        </Action>
      </ActionList>
      <Failure text={failure.text} />
    </>
  )
}
