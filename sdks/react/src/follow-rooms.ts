import type { ListedRoom, RealtimeConnection, RoomView, TuttiClient } from '@tutti/client'

export type MayFollow = Partial<Pick<TuttiClient, 'connection' | 'onConnectionChange'>>

/** The list as the open connection tells it; null while there is none that does. */
export function followRooms(
  client: MayFollow,
  search: string | undefined,
  onRooms: (rooms: readonly RoomView[] | null) => void,
): () => void {
  let stop = (): void => undefined
  const follow = (connection: RealtimeConnection): void => {
    stop()
    stop = followConnection(connection, search, onRooms)
  }
  const ignore = client.onConnectionChange?.(follow)
  if (client.connection) follow(client.connection)
  return () => {
    ignore?.()
    stop()
  }
}

function followConnection(
  connection: RealtimeConnection,
  search: string | undefined,
  onRooms: (rooms: readonly RoomView[] | null) => void,
): () => void {
  const stops = [
    connection.on('rooms', (rooms) => onRooms(rooms.map(toView).toSorted(newestFirst))),
    connection.on('state', ({ status }) => {
      if (status !== 'open') onRooms(null)
    }),
    connection.watchRooms({ search }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

function toView({ room, players }: ListedRoom): RoomView {
  const { ownerId, createdAtMs, ...told } = room
  return { ...told, roomOwner: ownerId, currentUsers: players, createdAt: new Date(createdAtMs).toISOString() }
}

function newestFirst(one: RoomView, other: RoomView): number {
  return other.createdAt.localeCompare(one.createdAt)
}
