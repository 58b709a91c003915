/** The Piano API as a test wants it: no wrapping, `data` and `error` as they came. */
export interface PianoAnswer {
  readonly status: number
  readonly headers: Headers
  readonly data: Record<string, unknown>
  readonly error: Record<string, unknown>
}

export interface Ask {
  readonly body?: unknown
  readonly token?: string | undefined
  readonly headers?: Record<string, string>
}

export async function askPiano(
  baseUrl: string,
  address: string,
  { body, token, headers }: Ask = {},
): Promise<PianoAnswer> {
  const [method = 'GET', path = '/'] = address.split(' ')
  const response = await fetch(`${baseUrl}/api${path}`, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: body === undefined ? null : JSON.stringify(body),
  })
  const json = (await response.json()) as Partial<PianoAnswer>
  return { status: response.status, headers: response.headers, data: json.data ?? {}, error: json.error ?? {} }
}

/** A guest's token. */
export async function guestToken(baseUrl: string, username?: string): Promise<string> {
  const { data } = await askPiano(baseUrl, 'POST /auth/guest', { body: { username } })
  return String(data['token'])
}

let accounts = 0

/** A member's token; each call is a new account unless it is named. */
export async function memberToken(baseUrl: string, username = `member${(accounts += 1)}`): Promise<string> {
  const password = 'Nocturne-9-2'
  const body = { username, email: `${username}@example.com`, password }
  await askPiano(baseUrl, 'POST /auth/register', { body })
  const { data } = await askPiano(baseUrl, 'POST /auth/login', { body: { username, password } })
  return String(data['token'])
}
