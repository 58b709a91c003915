import { useConnection } from '@tutti/react'
import { Gate } from './gate.tsx'
import { Hall } from './hall.tsx'
import { useEntrance } from './use-entrance.ts'

export function RoomPage({ roomId }: { readonly roomId: string }) {
  const { entrance, goIn } = useEntrance(roomId)
  const { state } = useConnection()
  if (entrance.kind === 'inside') return <Hall room={entrance.room} />
  const reason = entrance.kind === 'outside' && state.status === 'closed' ? state.reason : undefined
  return <Gate entrance={entrance} closedReason={reason} onGoIn={goIn} roomId={roomId} />
}
