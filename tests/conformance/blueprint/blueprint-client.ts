import { randomUUID } from 'node:crypto'
import { checkResponse, type Boom, type Detail } from './check-response.ts'

export const applicationId = '6454d937-0a18-44a8-b482-bb48684f1ed4'
export const password = 'Nocturne-9-2'

export interface Ask {
  readonly method?: string
  readonly json?: unknown
  /** A body as it is, of no type unless a header says so. */
  readonly body?: BodyInit
  readonly token?: string
  /** An empty one takes a header away. */
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly value: unknown
  /** The answer as one thing. */
  readonly data: Record<string, unknown>
  /** The answer as a list. */
  readonly items: readonly Record<string, unknown>[]
  /** The code of an error. */
  readonly code: number | undefined
  readonly message: string | undefined
  readonly details: readonly Detail[]
  readonly error: Boom
}

export interface Member {
  readonly id: string
  readonly email: string
  readonly password: string
  readonly token: string
}

/** Asks at the root, as a client that says who it is; every answer is checked for what is true of all of them. */
export class BlueprintClient {
  readonly url: string
  readonly #scheme: string

  constructor(url: string, scheme = 'JWT') {
    this.url = url
    this.#scheme = scheme
  }

  async ask(path: string, { method, json, body, token, headers }: Ask = {}): Promise<Answer> {
    const sent = json === undefined ? body : new TextEncoder().encode(JSON.stringify(json))
    const response = await fetch(this.url + path, {
      method: method ?? (sent === undefined ? 'GET' : 'POST'),
      headers: this.#headersOf({ json, token, headers }),
      body: sent ?? null,
    })
    const value = checkResponse(response, await response.text())
    const boom = response.ok ? undefined : (value as Boom)
    return {
      status: response.status,
      headers: response.headers,
      value,
      data: value as Record<string, unknown>,
      items: value as readonly Record<string, unknown>[],
      code: boom?.data.code,
      message: boom?.message,
      details: boom?.data.validation?.details ?? [],
      error: value as Boom,
    }
  }

  #headersOf({ json, token, headers }: { [Name in 'json' | 'token' | 'headers']: Ask[Name] | undefined }) {
    const all = {
      'Application-Id': applicationId,
      ...(json !== undefined && { 'Content-Type': 'application/json' }),
      ...(token !== undefined && { Authorization: `${this.#scheme} ${token}` }),
      ...headers,
    }
    return Object.entries(all).filter(([, value]) => value !== '')
  }

  logIn(login: string, given = password): Promise<Answer> {
    return this.ask('/auth/login', { json: { login, password: given } })
  }

  /** A new account, logged in. */
  async member(more: Readonly<Record<string, unknown>> = {}): Promise<Member> {
    const email = `m${randomUUID().slice(0, 12)}@example.com`
    const { data: user } = await this.ask('/auth/register', { json: { email, password, ...more } })
    const { data } = await this.logIn(email)
    return { id: String(user['id']), email, password, token: String(data['token']) }
  }
}
