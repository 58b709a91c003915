interface Sortable {
  readonly username: string
  readonly status: 'online' | 'offline'
  readonly currentRoom: string | null
}

/** Those in a room first, then those who are there, then by name. */
export function sortFriends<Friend extends Sortable>(friends: readonly Friend[]): readonly Friend[] {
  return friends.toSorted((a, b) => rankOf(a) - rankOf(b) || a.username.localeCompare(b.username))
}

function rankOf({ status, currentRoom }: Sortable): number {
  if (currentRoom !== null) return 0
  return status === 'online' ? 1 : 2
}
