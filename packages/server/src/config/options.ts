import { z } from 'zod'
import { logLevels } from '../telemetry/log.ts'
import { option } from './option.ts'

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,12}$/)
    .transform(Number)
    .pipe(z.int().min(least).max(most))

const webAddress = z
  .string()
  .transform((text) => (URL.canParse(text) ? new URL(text) : null))
  .refine(
    (url) => url !== null && ['http:', 'https:'].includes(url.protocol) && url.pathname === '/' && url.search === '',
  )
  .transform((url) => url?.origin ?? '')

/** The one table behind the environment, the command line, the defaults, the checks and the help. */
export const options = {
  port: option({
    env: 'TUTTI_PORT',
    alias: 'PORT',
    schema: wholeNumber(0, 65_535),
    fallback: 8080,
    about: 'Port to listen on; 0 takes a free one.',
    allowed: 'a whole number from 0 to 65535',
  }),
  host: option({
    env: 'TUTTI_HOST',
    schema: z.string().regex(/^[A-Za-z0-9.:_%-]{1,253}$/),
    fallback: undefined,
    about: 'Address to listen on.',
    allowed: 'an IP address or a host name',
    fallbackText: 'all interfaces',
  }),
  dataDir: option({
    env: 'TUTTI_DATA_DIR',
    schema: z.string(),
    fallback: './data',
    about: 'Folder for the database and the secrets.',
    allowed: 'a path',
  }),
  publicUrl: option({
    env: 'TUTTI_PUBLIC_URL',
    schema: webAddress,
    fallback: undefined,
    about: 'Where people reach this server, for instance https://piano.example.com.',
    allowed: 'an http:// or https:// address without a path',
    fallbackText: 'the address that the server prints',
  }),
  databaseUrl: option({
    env: 'TUTTI_DATABASE_URL',
    schema: z.string().regex(/^(file:.+|memory:)$/),
    fallback: undefined,
    about: 'file:<path>, or memory: for one that ends with the process.',
    allowed: 'file:<path> or memory:',
    fallbackText: 'tutti.db in the data folder',
  }),
  limits: option({
    env: 'TUTTI_LIMITS',
    schema: z.enum(['standard', 'off']),
    fallback: 'standard',
    about: 'Whether requests and connections are counted; off is for tests and closed networks.',
    allowed: 'standard or off',
  }),
  roomsMaxUsers: option({
    env: 'TUTTI_ROOMS_MAX_USERS',
    schema: wholeNumber(1, 10_000),
    fallback: 50,
    about: 'Most players that a room may be opened for.',
    allowed: 'a whole number from 1 to 10000',
  }),
  roomsCloseAfterMs: option({
    env: 'TUTTI_ROOMS_CLOSE_AFTER_MS',
    schema: wholeNumber(0, 86_400_000),
    fallback: 60_000,
    about: 'A temporary room closes this long after the last participant left.',
    allowed: 'milliseconds from 0 to 86400000',
  }),
  socketsSilenceMs: option({
    env: 'TUTTI_SOCKETS_SILENCE_MS',
    schema: wholeNumber(500, 3_600_000),
    fallback: 60_000,
    about: 'A connection that says nothing for this long is closed.',
    allowed: 'milliseconds from 500 to 3600000',
  }),
  logLevel: option({
    env: 'TUTTI_LOG_LEVEL',
    schema: z.enum(logLevels),
    fallback: 'info',
    about: 'Least serious events that are logged.',
    allowed: logLevels.join(', '),
  }),
  logFormat: option({
    env: 'TUTTI_LOG_FORMAT',
    schema: z.enum(['pretty', 'json']),
    fallback: undefined,
    about: 'pretty for people, json for programs.',
    allowed: 'pretty or json',
    fallbackText: 'pretty on a terminal, else json',
  }),
} as const

export type Options = typeof options
export type OptionName = keyof Options
