/** The few calls of the Piano API that a crowd needs before it plays. */

const password = 'Nocturne-9-2'

/** Charged with every note-on, never empty: what is measured includes the quota but not a refusal. */
const noteQuota = 100_000
const maxUsers = 50

export async function enterAsGuest(url: string): Promise<string> {
  const session = await post(`${url}/api/auth/guest`, {})
  return text(session, 'token')
}

/** Returns an access token. */
export async function logInNewMember(url: string): Promise<string> {
  await post(`${url}/api/auth/register`, { username: 'clara', email: 'clara@example.com', password })
  const session = await post(`${url}/api/auth/login`, { username: 'clara', password })
  return text(session, 'token')
}

export interface NewRoom {
  readonly name: string
  readonly places?: number | undefined
}

/** Returns the room's id. */
export async function openRoom(url: string, token: string, { name, places = maxUsers }: NewRoom): Promise<string> {
  const body = { room_name: name, max_users: places, settings: { note_quota: noteQuota } }
  return text(await post(`${url}/api/rooms`, body, token), 'room_id')
}

async function post(url: string, body: unknown, token?: string): Promise<object> {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const headers = { 'content-type': 'application/json', ...authorization }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  const answer = await response.text()
  if (!response.ok) throw new Error(`POST ${url}: ${response.status} ${answer}`)
  const { data } = JSON.parse(answer) as { readonly data?: unknown }
  if (typeof data !== 'object' || data === null) throw new Error(`POST ${url}: no data in ${answer}`)
  return data
}

function text(data: object, field: string): string {
  const value: unknown = Reflect.get(data, field)
  if (typeof value !== 'string') throw new Error(`The answer has no ${field}`)
  return value
}
