interface Sortable {
  readonly username: string
  readonly status: 'online' | 'away' | 'busy' | 'offline'
  readonly currentRoom: string | null
}

/** Those in a room first, then those who are there, then by name. */
export function sortFriends<Friend extends Sortable>(friends: readonly Friend[]): readonly Friend[] {
  return friends.toSorted((a, b) => rankOf(a) - rankOf(b) || a.username.localeCompare(b.username))
}

function rankOf({ status, currentRoom }: Sortable): number {
  if (currentRoom !== null) return 0
  return status === 'offline' ? 2 : 1
}
