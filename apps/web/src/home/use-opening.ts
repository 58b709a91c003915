import type { CreateRoomAsk } from '@tutti/client'
import { useTutti } from '@tutti/react'
import { useCallback, useState } from 'react'
import { navigate } from '../router/navigate.ts'
import { roomPathOf } from '../router/route.ts'
import { keepPassword } from '../session/room-passwords.ts'
import { enter } from '../session/enter.ts'
import type { FormFailure } from '../session/form-failure.ts'
import { toFormFailure } from '../session/form-failure.ts'

/** Opens a room and goes in. */
export function useOpening(): {
  readonly isOpening: boolean
  readonly failure: FormFailure
  readonly open: (ask: CreateRoomAsk) => void
} {
  const client = useTutti()
  const [isOpening, setOpening] = useState(false)
  const [failure, setFailure] = useState<FormFailure>({})
  const open = useCallback(
    (ask: CreateRoomAsk) => {
      setOpening(true)
      setFailure({})
      enter(client)
        .then((connection) => connection.createRoom(ask))
        .then(({ room }) => arrive(room.roomId, ask.password))
        .catch((error: unknown) => {
          setFailure(toFormFailure(error, ['roomName', 'password']))
          setOpening(false)
        })
    },
    [client],
  )
  return { isOpening, failure, open }
}

function arrive(roomId: string, password: string | undefined): void {
  keepPassword(roomId, password)
  navigate(roomPathOf(roomId))
}
