export * from './piano-api.ts'
export * from './start-test-server.ts'
export * from './test-player.ts'
