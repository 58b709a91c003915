let ending: Promise<void> | undefined

/**
 * Resolves when this turn of the event loop ends, for everybody at once. Answers that wait for it leave one right after
 * the other: a proxy or a client on the same machine wakes up once for all of them, which a write costs more than all
 * else when it has to wake its reader.
 */
export function endOfTurn(): Promise<void> {
  ending ??= new Promise((resolve) => {
    setImmediate(() => {
      ending = undefined
      resolve()
    })
  })
  return ending
}
