import { join } from 'node:path'
import type { RegistrationMode } from '@tutti/core'
import type { z } from 'zod'
import type { LogLevel } from '../telemetry/log.ts'
import { ConfigError } from './config-error.ts'
import { options, type OptionName, type Options } from './options.ts'
import { readEnvironment, type Environment } from './read-environment.ts'
import { readFlags } from './read-flags.ts'

export interface Config {
  readonly port: number
  /** Undefined listens on all interfaces. */
  readonly host: string | undefined
  readonly dataDir: string
  /** An origin such as `https://piano.example.com`, without a slash at its end. */
  readonly publicUrl: string | undefined
  readonly databaseUrl: string
  readonly limits: 'standard' | 'off'
  /** These and those below count a minute, unless said otherwise. */
  readonly limitsGeneral: number
  readonly limitsBlueprint: number
  readonly limitsAuth: number
  readonly limitsGuest: number
  readonly limitsUpload: number
  readonly limitsBilling: number
  /** In 15 minutes. */
  readonly limitsLoginFailures: number
  readonly limitsTickets: number
  /** A second. */
  readonly limitsFrames: number
  /** In 5 seconds. */
  readonly limitsChat: number
  /** In 10 seconds. */
  readonly limitsJoins: number
  /** In an hour. */
  readonly limitsRooms: number
  readonly socketsPerSecond: number
  readonly socketsPerUser: number
  readonly socketsPerAddress: number
  /** Addresses, ranges, `loopback`. */
  readonly trustedProxies: readonly string[]
  /** Origins. */
  readonly corsOrigins: readonly string[]
  readonly opsToken: string | undefined
  readonly drainMs: number
  /** 0 for never. */
  readonly signingKeyDays: number
  /** Undefined writes mails to files. */
  readonly smtpUrl: string | undefined
  readonly mailFrom: string | undefined
  readonly requireVerifiedEmail: boolean
  readonly requireApplicationId: boolean
  readonly unknownUserStatus: number
  readonly registration: RegistrationMode
  readonly roomsMaxUsers: number
  readonly chatEditMinutes: number
  readonly roomsCloseAfterMs: number
  readonly socketsSilenceMs: number
  readonly socketsResumeMs: number
  readonly recordingsLongestMinutes: number
  readonly recordingsMostMb: number
  readonly recordingsPerUser: number
  readonly recordingsTotalMb: number
  /** In days, as those below; 0 for good. */
  readonly retentionChatDays: number
  readonly retentionAuditDays: number
  readonly retentionGuestDays: number
  readonly logLevel: LogLevel
  readonly logFormat: 'pretty' | 'json'
}

/** The command line wins over the environment, which wins over the defaults. @throws ConfigError. */
export function loadConfig(argv: readonly string[], env: Environment): Config {
  const given = new Map([...readEnvironment(env), ...readFlags(argv)])
  const read = <Name extends OptionName>(name: Name) => readOption(name, given)
  const dataDir = read('dataDir') ?? options.dataDir.fallback
  return Object.freeze({
    port: read('port') ?? options.port.fallback,
    host: read('host'),
    dataDir,
    publicUrl: read('publicUrl'),
    databaseUrl: read('databaseUrl') ?? `file:${join(dataDir, 'tutti.db')}`,
    limits: read('limits') ?? options.limits.fallback,
    limitsGeneral: read('limitsGeneral') ?? options.limitsGeneral.fallback,
    limitsBlueprint: read('limitsBlueprint') ?? options.limitsBlueprint.fallback,
    limitsAuth: read('limitsAuth') ?? options.limitsAuth.fallback,
    limitsGuest: read('limitsGuest') ?? options.limitsGuest.fallback,
    limitsUpload: read('limitsUpload') ?? options.limitsUpload.fallback,
    limitsBilling: read('limitsBilling') ?? options.limitsBilling.fallback,
    limitsLoginFailures: read('limitsLoginFailures') ?? options.limitsLoginFailures.fallback,
    limitsTickets: read('limitsTickets') ?? options.limitsTickets.fallback,
    limitsFrames: read('limitsFrames') ?? options.limitsFrames.fallback,
    limitsChat: read('limitsChat') ?? options.limitsChat.fallback,
    limitsJoins: read('limitsJoins') ?? options.limitsJoins.fallback,
    limitsRooms: read('limitsRooms') ?? options.limitsRooms.fallback,
    socketsPerSecond: read('socketsPerSecond') ?? options.socketsPerSecond.fallback,
    socketsPerUser: read('socketsPerUser') ?? options.socketsPerUser.fallback,
    socketsPerAddress: read('socketsPerAddress') ?? options.socketsPerAddress.fallback,
    trustedProxies: read('trustedProxies') ?? [],
    corsOrigins: read('corsOrigins') ?? [],
    opsToken: read('opsToken'),
    drainMs: read('drainMs') ?? options.drainMs.fallback,
    signingKeyDays: read('signingKeyDays') ?? options.signingKeyDays.fallback,
    smtpUrl: read('smtpUrl'),
    mailFrom: read('mailFrom'),
    requireVerifiedEmail: read('requireVerifiedEmail') ?? options.requireVerifiedEmail.fallback,
    requireApplicationId: read('requireApplicationId') ?? options.requireApplicationId.fallback,
    unknownUserStatus: read('unknownUserStatus') ?? options.unknownUserStatus.fallback,
    registration: read('registration') ?? options.registration.fallback,
    roomsMaxUsers: read('roomsMaxUsers') ?? options.roomsMaxUsers.fallback,
    chatEditMinutes: read('chatEditMinutes') ?? options.chatEditMinutes.fallback,
    roomsCloseAfterMs: read('roomsCloseAfterMs') ?? options.roomsCloseAfterMs.fallback,
    socketsSilenceMs: read('socketsSilenceMs') ?? options.socketsSilenceMs.fallback,
    socketsResumeMs: read('socketsResumeMs') ?? options.socketsResumeMs.fallback,
    recordingsLongestMinutes: read('recordingsLongestMinutes') ?? options.recordingsLongestMinutes.fallback,
    recordingsMostMb: read('recordingsMostMb') ?? options.recordingsMostMb.fallback,
    recordingsPerUser: read('recordingsPerUser') ?? options.recordingsPerUser.fallback,
    recordingsTotalMb: read('recordingsTotalMb') ?? options.recordingsTotalMb.fallback,
    retentionChatDays: read('retentionChatDays') ?? options.retentionChatDays.fallback,
    retentionAuditDays: read('retentionAuditDays') ?? options.retentionAuditDays.fallback,
    retentionGuestDays: read('retentionGuestDays') ?? options.retentionGuestDays.fallback,
    logLevel: read('logLevel') ?? options.logLevel.fallback,
    logFormat: read('logFormat') ?? (process.stdout.isTTY ? 'pretty' : 'json'),
  })
}

type ValueOf<Name extends OptionName> = z.output<Options[Name]['schema']>

function readOption<Name extends OptionName>(
  name: Name,
  given: ReadonlyMap<string, string>,
): ValueOf<Name> | undefined {
  const { env, schema, allowed, ...rest } = options[name]
  const text = given.get(env)
  if (text === undefined) return undefined
  const parsed = schema.safeParse(text)
  if (!parsed.success && 'isSecret' in rest) throw new ConfigError(`${env} must be ${allowed}.`)
  if (!parsed.success) throw new ConfigError(`${env} is ${JSON.stringify(text)}, but must be ${allowed}.`)
  // TypeScript does not follow an indexed schema to its own output.
  return parsed.data as ValueOf<Name>
}
