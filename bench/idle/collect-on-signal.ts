/** Preloaded into a measured server (`--expose-gc --import`): SIGUSR2 collects all garbage and tells what is left. */
process.on('SIGUSR2', () => {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  process.send?.({ liveBytes: heapUsed + external })
})
