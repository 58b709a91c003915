const known = new Map<string, string>()

/** The password of a room that was opened or entered here, for coming back in; forgotten with the page. */
export function recallPassword(roomId: string): string | undefined {
  return known.get(roomId)
}

export function keepPassword(roomId: string, password: string | undefined): void {
  if (password !== undefined) known.set(roomId, password)
}
