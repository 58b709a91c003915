import type { Participant } from '@tutti/client'
import { useTutti } from '@tutti/react'
import { ReportDialog } from '../people/report-dialog.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { MoveOutDialog } from './move-out-dialog.tsx'

/** What is asked of a player in a dialog of its own. */
export type PlayerQuestion = 'report' | 'kick' | 'ban' | 'owner'

interface PlayerQuestionsProps {
  readonly roomId: string
  readonly player: Participant
  readonly asked: PlayerQuestion | undefined
  readonly onClose: () => void
}

/** The dialogs of a player's menu; they outlive it. */
export function PlayerQuestions({ roomId, player, asked, onClose }: PlayerQuestionsProps) {
  const client = useTutti()
  const { userId, username } = player.user
  const moveOut = asked === 'kick' || asked === 'ban' ? asked : undefined
  return (
    <>
      <ReportDialog
        open={asked === 'report'}
        onOpenChange={onClose}
        userId={userId}
        username={username}
        roomId={roomId}
      />
      <MoveOutDialog kind={moveOut} onClose={onClose} roomId={roomId} player={player} />
      <ConfirmDialog
        open={asked === 'owner'}
        onOpenChange={onClose}
        title={`Make ${username} the owner?`}
        action="Hand it over"
        onConfirm={() => client.call('transferRoom', { params: { roomId }, body: { userId } })}
      >
        <p>The room is theirs from then on, and only they can give it back.</p>
      </ConfirmDialog>
    </>
  )
}
