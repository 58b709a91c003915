/** Preloaded into a measured server (`--expose-gc --import`): SIGUSR2 collects all garbage. */
process.on('SIGUSR2', () => {
  globalThis.gc?.()
})
