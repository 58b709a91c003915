import { pino, type Logger } from 'pino'

export type Log = Logger

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** What must never be read in a log, wherever a caller puts it (S-103). */
const secretNames = [
  'password',
  'passwordHash',
  'token',
  'refreshToken',
  'refresh_token',
  'authorization',
  'cookie',
  'payload',
  'ticket',
  'secret',
]
const redact = {
  paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
  censor: '[redacted]',
}

/** One JSON object a line on standard output, or, for people, one short coloured line. */
export function createLog({ level, format }: { readonly level: LogLevel; readonly format: 'pretty' | 'json' }): Log {
  const settings = { level, redact, base: null }
  if (format === 'json') return pino(settings)

  const options = { ignore: 'pid,hostname', translateTime: 'HH:MM:ss', messageKey: 'msg', singleLine: true }
  return pino({ ...settings, transport: { target: 'pino-pretty', options } })
}
