export interface TuttiErrorParts {
  readonly code: string
  readonly message: string
  readonly status?: number | undefined
  readonly field?: string | undefined
  readonly retryable?: boolean
  readonly retryAfterMs?: number | undefined
  readonly tokenRefused?: boolean
  readonly details?: Readonly<Record<string, unknown>>
  readonly cause?: unknown
}

/**
 * Everything that this package rejects with or throws.
 *
 * `code` is what the server said: `VALIDATION_ERROR`, `ROOM_NOT_FOUND`, … over HTTP, the refusal's own name (`room_full`,
 * `wrong_password`, …) over the socket. Said by this package itself: `network_error`, `timed_out`, `connection_lost`,
 * `connection_closed`, `room_left`, `unexpected_answer`, `malformed_message`, `illegal_midi`.
 */
export class TuttiError extends Error {
  override readonly name = 'TuttiError'
  readonly code: string
  /** The HTTP status; undefined when it did not come over HTTP. */
  readonly status: number | undefined
  /** Which part of what was asked is wrong, named as in the ask: `username`, `settings.noteQuota`. */
  readonly field: string | undefined
  /** Whether the same may be asked again and work. */
  readonly retryable: boolean
  /** How long to wait before that, when the server says so. */
  readonly retryAfterMs: number | undefined
  /** Whether the session's token was of no use, rather than what was asked: a wrong password is a 401 too. */
  readonly tokenRefused: boolean
  readonly details: Readonly<Record<string, unknown>>

  constructor(parts: TuttiErrorParts) {
    const { code, message, status, field, retryable = false, retryAfterMs, tokenRefused = false, details = {} } = parts
    super(message, parts.cause === undefined ? undefined : { cause: parts.cause })
    this.code = code
    this.status = status
    this.field = field
    this.retryable = retryable
    this.retryAfterMs = retryAfterMs
    this.tokenRefused = tokenRefused
    this.details = details
  }
}

/** Any throw as a `TuttiError`. */
export function toTuttiError(thrown: unknown): TuttiError {
  if (thrown instanceof TuttiError) return thrown
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return new TuttiError({ code: 'unexpected_answer', message, cause: thrown })
}
