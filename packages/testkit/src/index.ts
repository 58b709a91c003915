export * from './fake-clock.ts'
export * from './memory/memory-stores.ts'
export * from './memory/memory-rate-limiter.ts'
export * from './test-ports.ts'
