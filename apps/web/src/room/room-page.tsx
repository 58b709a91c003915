import { useConnection } from '@tutti/react'
import { useEffect } from 'react'
import { Gate } from './gate.tsx'
import { Hall } from './hall.tsx'
import { useEntrance } from './use-entrance.ts'

export function RoomPage({ roomId }: { readonly roomId: string }) {
  const { entrance, goIn, leaveLine } = useEntrance(roomId)
  const { state } = useConnection()
  const closedReason = entrance.kind === 'outside' && state.status === 'closed' ? state.reason : undefined
  // Signing in or out ends the connection of the one we were; the new one comes back in by itself.
  const wasCutOff = entrance.kind === 'outside' && entrance.code === 'connection_closed'
  const hasChangedUser = closedReason === 'signed_out' || (wasCutOff && state.status !== 'closed')
  useEffect(() => {
    if (hasChangedUser) goIn()
  }, [hasChangedUser, goIn])

  if (entrance.kind === 'inside') return <Hall room={entrance.room} />
  return <Gate entrance={entrance} closedReason={closedReason} onGoIn={goIn} onLeaveLine={leaveLine} />
}
