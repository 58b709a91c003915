const everyMs = 3_600_000

/** Does what has to be done now and then: once at the start, then every hour. What fails is told and tried again. */
export function startChores(
  chores: readonly (() => Promise<void> | void)[],
  onFault: (fault: unknown) => void,
): Disposable {
  const doAll = async (): Promise<void> => {
    for (const chore of chores) {
      try {
        await chore()
      } catch (fault) {
        onFault(fault)
      }
    }
  }
  const timer = setInterval(() => void doAll(), everyMs)
  timer.unref()
  void doAll()
  return { [Symbol.dispose]: () => clearInterval(timer) }
}
