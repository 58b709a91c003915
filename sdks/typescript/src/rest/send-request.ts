import type { Runtime } from '../runtime.ts'
import { TuttiError } from '../tutti-error.ts'
import { type LooseAsk, toHttpRequest } from './http-request.ts'
import type { OperationName } from './operation-types.ts'
import { readAnswer, readFile, readRefusal } from './read-answer.ts'

const longestWaitMs = 15_000

export interface RestRequest {
  readonly operation: OperationName
  readonly ask: LooseAsk
  readonly token: string | undefined
}

export interface RestPlace {
  readonly baseUrl: string
  readonly runtime: Pick<Runtime, 'fetch' | 'timers'>
}

/** @throws TuttiError what the server refused with, `network_error`, `timed_out` or `unexpected_answer`. */
export async function sendRequest({ baseUrl, runtime }: RestPlace, request: RestRequest): Promise<unknown> {
  const { method, path, body, mediaType } = toHttpRequest(request.operation, request.ask)
  const isFile = request.operation === 'getRecordingFile'
  const headers: Record<string, string> = { accept: isFile ? '*/*' : 'application/json' }
  if (body !== undefined) headers['content-type'] = mediaType
  if (request.token !== undefined) headers['authorization'] = `Bearer ${request.token}`

  const aborter = new AbortController()
  const cancel = runtime.timers.after(longestWaitMs, () => aborter.abort())
  try {
    const { signal } = aborter
    const response = await runtime.fetch(baseUrl + path, {
      method,
      headers,
      signal,
      ...(body !== undefined && { body }),
    })
    if (isFile && response.ok) return await readFile(response)
    const answer = parseJson(await response.text())
    if (!response.ok) throw readRefusal(answer, response)
    return readAnswer(request.operation, answer, response.status)
  } catch (cause) {
    if (cause instanceof TuttiError) throw cause
    throw unreachable(cause, aborter.signal.aborted)
  } finally {
    cancel()
  }
}

function unreachable(cause: unknown, timedOut: boolean): TuttiError {
  if (timedOut) {
    return new TuttiError({ code: 'timed_out', message: 'The server did not answer in time.', retryable: true, cause })
  }
  return new TuttiError({ code: 'network_error', message: 'The server cannot be reached.', retryable: true, cause })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
