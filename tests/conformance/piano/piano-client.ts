import { randomUUID } from 'node:crypto'
import { checkResponse, type Envelope } from './check-response.ts'

export interface Ask {
  readonly method?: string
  readonly json?: unknown
  /** A body as it is, of no type unless a header says so. */
  readonly text?: string | Uint8Array<ArrayBuffer>
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answer extends Envelope {
  readonly status: number
  readonly headers: Headers
}

export interface Member {
  readonly username: string
  readonly email: string
  readonly password: string
  readonly userId: string
  readonly token: string
}

/** Asks under one prefix; every answer is checked for what is true of all of them. */
export class PianoClient {
  readonly #base: string

  constructor(base: string) {
    this.#base = base
  }

  async ask(path: string, { method, json, text, token, headers }: Ask = {}): Promise<Answer> {
    const body = json === undefined ? text : JSON.stringify(json)
    const response = await fetch(this.#base + path, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(json !== undefined && { 'Content-Type': 'application/json' }),
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: typeof body === 'string' ? new TextEncoder().encode(body) : (body ?? null),
    })
    const envelope = checkResponse(response, await response.text())
    return { ...envelope, status: response.status, headers: response.headers }
  }

  /** A new account, logged in. */
  async member(): Promise<Member> {
    const username = `m${randomUUID().slice(0, 12)}`
    const account = { username, email: `${username}@example.com`, password: 'Nocturne-9-2' }
    const { data: user } = await this.ask('/auth/register', { json: account })
    const { data } = await this.ask('/auth/login', { json: { username, password: account.password } })
    return { ...account, userId: String(user['user_id']), token: String(data['token']) }
  }

  async guestToken(): Promise<string> {
    const { data } = await this.ask('/auth/guest', { json: {} })
    return String(data['token'])
  }
}
