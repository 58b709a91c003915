import { registrationModes } from '@tutti/core'
import { z } from 'zod'
import { createMatcher } from '../addresses/address-matcher.ts'
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

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
)

const addressRanges = list.refine((entries) => {
  try {
    return createMatcher(entries)
  } catch {
    return false
  }
})

const perMinute = wholeNumber(1, 1_000_000_000)
const aPerMinute = 'a whole number from 1 to 1000000000'

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
    // Other databases are named with a password in their address.
    isSecret: true,
  }),
  limits: option({
    env: 'TUTTI_LIMITS',
    schema: z.enum(['standard', 'off']),
    fallback: 'standard',
    about: 'Whether requests and connections are counted; off is for tests and closed networks.',
    allowed: 'standard or off',
  }),
  limitsGeneral: option({
    env: 'TUTTI_LIMITS_GENERAL',
    schema: perMinute,
    fallback: 100,
    about: 'Requests a minute of one user, or of one address without a token.',
    allowed: aPerMinute,
  }),
  limitsBlueprint: option({
    env: 'TUTTI_LIMITS_BLUEPRINT',
    schema: perMinute,
    fallback: 600,
    about: 'The same for the Blueprint API, at the root.',
    allowed: aPerMinute,
  }),
  limitsAuth: option({
    env: 'TUTTI_LIMITS_AUTH',
    schema: perMinute,
    fallback: 10,
    about: 'Requests a minute of one address to log in; as many to register, to refresh, and so on.',
    allowed: aPerMinute,
  }),
  limitsGuest: option({
    env: 'TUTTI_LIMITS_GUEST',
    schema: perMinute,
    fallback: 60,
    about: 'Guests a minute that come in from one address; a classroom shares one.',
    allowed: aPerMinute,
  }),
  limitsUpload: option({
    env: 'TUTTI_LIMITS_UPLOAD',
    schema: perMinute,
    fallback: 5,
    about: 'Uploads a minute of one user.',
    allowed: aPerMinute,
  }),
  limitsBilling: option({
    env: 'TUTTI_LIMITS_BILLING',
    schema: perMinute,
    fallback: 20,
    about: 'Requests a minute of one user about money.',
    allowed: aPerMinute,
  }),
  limitsLoginFailures: option({
    env: 'TUTTI_LIMITS_LOGIN_FAILURES',
    schema: perMinute,
    fallback: 20,
    about: 'Wrong passwords for one account in 15 minutes, from everywhere, before logging in is refused.',
    allowed: aPerMinute,
  }),
  limitsTickets: option({
    env: 'TUTTI_LIMITS_TICKETS',
    schema: perMinute,
    fallback: 60,
    about: 'Connections a minute of one address that are refused for a bad ticket or token.',
    allowed: aPerMinute,
  }),
  limitsFrames: option({
    env: 'TUTTI_LIMITS_FRAMES',
    schema: wholeNumber(10, 1_000_000),
    fallback: 200,
    about: 'Frames a second that one WebSocket connection may send.',
    allowed: 'a whole number from 10 to 1000000',
  }),
  limitsChat: option({
    env: 'TUTTI_LIMITS_CHAT',
    schema: wholeNumber(1, 1_000_000),
    fallback: 5,
    about: 'Chat messages that one user may send in 5 seconds.',
    allowed: 'a whole number from 1 to 1000000',
  }),
  limitsJoins: option({
    env: 'TUTTI_LIMITS_JOINS',
    schema: wholeNumber(1, 1_000_000),
    fallback: 10,
    about: 'Rooms that one user may join in 10 seconds.',
    allowed: 'a whole number from 1 to 1000000',
  }),
  limitsRooms: option({
    env: 'TUTTI_LIMITS_ROOMS',
    schema: wholeNumber(1, 1_000_000),
    fallback: 10,
    about: 'Rooms that one user may open in an hour.',
    allowed: 'a whole number from 1 to 1000000',
  }),
  socketsPerSecond: option({
    env: 'TUTTI_SOCKETS_PER_SECOND',
    schema: wholeNumber(1, 1_000_000),
    fallback: 200,
    about: 'Connections that are let in each second; others are told to come back.',
    allowed: 'a whole number from 1 to 1000000',
  }),
  socketsPerUser: option({
    env: 'TUTTI_SOCKETS_PER_USER',
    schema: wholeNumber(1, 1_000_000),
    fallback: 10,
    about: 'Connections of one user at the same time; one more closes the oldest.',
    allowed: 'a whole number from 1 to 1000000',
  }),
  socketsPerAddress: option({
    env: 'TUTTI_SOCKETS_PER_ADDRESS',
    schema: wholeNumber(1, 1_000_000),
    fallback: 50,
    about: 'Connections of one address at the same time; one more is refused. A school behind one address needs more.',
    allowed: 'a whole number from 1 to 1000000',
  }),
  trustedProxies: option({
    env: 'TUTTI_TRUSTED_PROXIES',
    schema: addressRanges,
    fallback: undefined,
    about: 'Proxies whose X-Forwarded-For is believed, with commas: addresses, ranges, or loopback.',
    allowed: 'addresses, ranges such as 10.0.0.0/8, or loopback, with commas between them',
    fallbackText: 'none',
  }),
  corsOrigins: option({
    env: 'TUTTI_CORS_ORIGINS',
    schema: list.pipe(z.array(webAddress)),
    fallback: undefined,
    about: 'Pages elsewhere that may use this server, with commas, for instance https://app.example.com.',
    allowed: 'http:// or https:// addresses without a path, with commas between them',
    fallbackText: 'none',
  }),
  opsToken: option({
    env: 'TUTTI_OPS_TOKEN',
    schema: z.string().regex(/^[\w.~+/=-]{16,256}$/),
    fallback: undefined,
    about: 'Bearer token that /metrics and /health/detailed ask for.',
    allowed: '16 to 256 letters, digits and _ . ~ + / = -',
    fallbackText: 'none: they are open',
    isSecret: true,
  }),
  drainMs: option({
    env: 'TUTTI_DRAIN_MS',
    schema: wholeNumber(0, 10_000),
    fallback: 0,
    about: 'Before a stop, how long it is told as not ready while it still answers; for load balancers.',
    allowed: 'milliseconds from 0 to 10000',
  }),
  signingKeyDays: option({
    env: 'TUTTI_SIGNING_KEY_DAYS',
    schema: wholeNumber(0, 3_650),
    fallback: 90,
    about: 'A key that signs tokens is replaced by a new one after this many days; 0 for never.',
    allowed: 'days from 0 to 3650',
  }),
  smtpUrl: option({
    env: 'TUTTI_SMTP_URL',
    schema: z.string().refine((text) => /^smtps?:\/\/[^\s/]/.test(text) && URL.canParse(text)),
    fallback: undefined,
    about: 'Server that mail is sent by: smtp://user:password@host:587, or smtps:// for TLS from the start.',
    allowed: 'an smtp:// or smtps:// address',
    fallbackText: 'none: mails are written to files in the data folder',
    isSecret: true,
  }),
  mailFrom: option({
    env: 'TUTTI_MAIL_FROM',
    schema: z
      .string()
      .regex(/^(?:[^<>@,;:"\\\p{Cc}]+ <[^\s<>@,;:"\p{Cc}]+@[A-Za-z0-9.-]+>|[^\s<>@,;:"\p{Cc}]+@[A-Za-z0-9.-]+)$/u),
    fallback: undefined,
    about: 'Whom mail is from, for instance Tutti <piano@example.com>.',
    allowed: 'an e-mail address, or a name and one in angle brackets',
    fallbackText: 'no-reply at the host of the public URL',
  }),
  requireVerifiedEmail: option({
    env: 'TUTTI_REQUIRE_VERIFIED_EMAIL',
    schema: z.enum(['true', 'false']).transform((text) => text === 'true'),
    fallback: false,
    about: 'Whether only accounts with a confirmed e-mail address may log in.',
    allowed: 'true or false',
  }),
  registration: option({
    env: 'TUTTI_REGISTRATION',
    schema: z.enum(registrationModes),
    fallback: 'open',
    about: 'Who may open an account: everybody, whoever has an invite, or nobody. Guests may come all the same.',
    allowed: registrationModes.join(', '),
  }),
  requireApplicationId: option({
    env: 'TUTTI_REQUIRE_APPLICATION_ID',
    schema: z.enum(['true', 'false']).transform((text) => text === 'true'),
    fallback: true,
    about: 'Whether requests to the Blueprint API must have an Application-Id.',
    allowed: 'true or false',
  }),
  unknownUserStatus: option({
    env: 'TUTTI_UNKNOWN_USER_STATUS',
    schema: z.enum(['400', '404']).transform(Number),
    fallback: 400,
    about: 'Status with which the Blueprint API tells that there is no such user.',
    allowed: '400 or 404',
  }),
  roomsMaxUsers: option({
    env: 'TUTTI_ROOMS_MAX_USERS',
    schema: wholeNumber(1, 10_000),
    fallback: 50,
    about: 'Most players that a room may be opened for.',
    allowed: 'a whole number from 1 to 10000',
  }),
  chatEditMinutes: option({
    env: 'TUTTI_CHAT_EDIT_MINUTES',
    schema: wholeNumber(0, 1_440),
    fallback: 15,
    about: 'How long a chat message may be edited by its author; 0 for never.',
    allowed: 'minutes from 0 to 1440',
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
  socketsResumeMs: option({
    env: 'TUTTI_SOCKETS_RESUME_MS',
    schema: wholeNumber(0, 3_600_000),
    fallback: 120_000,
    about: 'How long a place is kept for a client whose connection was lost; 0 for not at all.',
    allowed: 'milliseconds from 0 to 3600000',
  }),
  recordingsLongestMinutes: option({
    env: 'TUTTI_RECORDINGS_LONGEST_MINUTES',
    schema: wholeNumber(1, 1_440),
    fallback: 180,
    about: 'A recording of a room ends by itself after so long.',
    allowed: 'minutes from 1 to 1440',
  }),
  recordingsMostMb: option({
    env: 'TUTTI_RECORDINGS_MOST_MB',
    schema: wholeNumber(1, 64),
    fallback: 16,
    about: 'A recording of a room ends by itself once it takes so much.',
    allowed: 'megabytes from 1 to 64',
  }),
  recordingsPerUser: option({
    env: 'TUTTI_RECORDINGS_PER_USER',
    schema: wholeNumber(0, 100_000),
    fallback: 50,
    about: 'Recordings that one user may have begun; 0 for none at all.',
    allowed: 'a whole number from 0 to 100000',
  }),
  recordingsTotalMb: option({
    env: 'TUTTI_RECORDINGS_TOTAL_MB',
    schema: wholeNumber(0, 1_000_000),
    fallback: 2_048,
    about: 'No recording begins once all of them take so much.',
    allowed: 'megabytes from 0 to 1000000',
  }),
  retentionChatDays: option({
    env: 'TUTTI_RETENTION_CHAT_DAYS',
    schema: wholeNumber(0, 36_500),
    fallback: 0,
    about: 'What was said in rooms is forgotten after this many days; 0 keeps it as long as its room.',
    allowed: 'days from 0 to 36500',
  }),
  retentionAuditDays: option({
    env: 'TUTTI_RETENTION_AUDIT_DAYS',
    schema: z.union([z.literal('0').transform(Number), wholeNumber(30, 36_500)]),
    fallback: 400,
    about: 'Entries of the audit log are forgotten after this many days; 0 keeps them for good.',
    allowed: 'days from 30 to 36500, or 0',
  }),
  retentionGuestDays: option({
    env: 'TUTTI_RETENTION_GUEST_DAYS',
    schema: wholeNumber(0, 36_500),
    fallback: 30,
    about: 'Guests who were not seen for this many days and own nothing are forgotten; 0 keeps them for good.',
    allowed: 'days from 0 to 36500',
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
