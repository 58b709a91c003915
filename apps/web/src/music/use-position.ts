import { positionAt, type PlayerState } from '@tutti/client'
import { useConnection } from '@tutti/react'
import { useEffect, useState } from 'react'

const lookEveryMs = 250

/** Where the player is in its piece by now. */
export function usePosition(player: PlayerState): number {
  const { connection } = useConnection()
  const [positionMs, setPosition] = useState(player.positionMs)
  useEffect(() => {
    const look = () => setPosition(positionAt(player, connection?.clock.now() ?? player.atMs))
    look()
    if (!player.isPlaying) return undefined
    const timer = setInterval(look, lookEveryMs)
    return () => clearInterval(timer)
  }, [player, connection])
  return positionMs
}
