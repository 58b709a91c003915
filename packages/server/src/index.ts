export { startServer, type Server, type StartServer } from './server.ts'
export { loadConfig, type Config } from './config/load-config.ts'
export { createLog, type Log } from './telemetry/log.ts'
export { options } from './config/options.ts'
