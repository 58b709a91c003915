import { Refusal } from '@tutti/core'
import { UniqueViolation } from '../database.ts'
import type { Failure } from './mail.ts'

const busy = 5
const locked = 6
const ioError = 10
const corrupt = 11
const full = 13
const cannotOpen = 14
const notADatabase = 26
const uniqueCodes = [2067, 1555]

/** An engine's error, ready to travel between threads. */
export function toFailure(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error)
  const errcode = error instanceof Error && 'errcode' in error ? Number(error.errcode) : null
  return { message, errcode }
}

/** A failed statement as the rest of the program knows it. */
export function toError({ message, errcode }: Failure): Error {
  const cause = new Error(`SQLite ${errcode ?? ''}: ${message}`)
  if (errcode !== null && uniqueCodes.includes(errcode)) {
    const columns = message.replace(/^.*failed: /, '').split(', ')
    return new UniqueViolation(columns, { cause })
  }
  const primary = (errcode ?? 0) & 0xff
  if ([busy, locked, ioError, full].includes(primary)) return new Refusal('unavailable', {}, { cause })
  return cause
}

/** Why a file could not be opened, for the person who starts the server. */
export function explainOpening({ message, errcode }: Failure): string {
  const primary = (errcode ?? 0) & 0xff
  if (primary === busy || primary === locked) return 'is in use by another program (is Tutti running already?)'
  if (primary === notADatabase) return 'is not an SQLite database'
  if (primary === corrupt) return 'is damaged; restore it from a backup'
  if (primary === cannotOpen) return 'cannot be opened; check that its folder exists and may be written to'
  if (primary === full) return 'cannot be written: the disk is full'
  return errcode === null ? message : `cannot be opened: ${message}`
}
