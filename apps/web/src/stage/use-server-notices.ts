import type { RealtimeConnection, ServerNotification } from '@tutti/client'
import { useTutti } from '@tutti/react'
import { useEffect } from 'react'
import type { Notices } from './notices.ts'
import { useStudio } from './use-studio.ts'

const shortestMs = 12_000
/** For slow readers, and for whoever looks up late. */
const perCharacterMs = 120

/** Brings what those who run the server tell everybody to the screen, over whichever connection there is. */
export function useServerNotices(): void {
  const client = useTutti()
  const { notices } = useStudio()
  useEffect(() => {
    const listen = (connection: RealtimeConnection) =>
      connection.on('notification', (notification) => show(notices, notification))
    let stop = client.connection ? listen(client.connection) : () => {}
    const stopFollowing = client.onConnectionChange((connection) => {
      stop()
      stop = listen(connection)
    })
    return () => {
      stopFollowing()
      stop()
    }
  }, [client, notices])
}

/** What is good to know goes by itself; a warning stays until it is closed. */
function show(notices: Notices, { kind, message }: ServerNotification): void {
  const isUrgent = kind !== 'info'
  const shownForMs = isUrgent ? null : shortestMs + perCharacterMs * message.length
  notices.say(message, { from: 'server', isUrgent, shownForMs })
}
