import type { HttpServerProcess } from './contenders.ts'
import { logInNewMember, openRoom } from '../systems/tutti-api.ts'

export interface Target {
  readonly title: string
  readonly port: number
  readonly serverPid: number
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

const atOnce = 16

/** Opens the rooms, and tells what is asked for then. */
export async function fillTutti({ port, pid }: HttpServerProcess, rooms: number): Promise<readonly Target[]> {
  const url = `http://127.0.0.1:${port}`
  const token = await logInNewMember(url)
  const ids: string[] = []
  while (ids.length < rooms) {
    const next = Math.min(atOnce, rooms - ids.length)
    const opened = Array.from({ length: next }, (_, index) =>
      openRoom(url, token, { name: `Room ${ids.length + index}` }),
    )
    ids.push(...(await Promise.all(opened)))
  }
  const headers = { Authorization: `Bearer ${token}` }
  const userId = await readUserId(url, headers)
  const asked: readonly Omit<Target, 'port' | 'serverPid'>[] = [
    { title: '`GET /api/rooms`, 20 of them', path: '/api/rooms', headers: {} },
    { title: '`GET /api/rooms/{room_id}`', path: `/api/rooms/${ids[0] ?? ''}`, headers: {} },
    { title: '`GET /api/users/{user_id}`', path: `/api/users/${userId}`, headers: {} },
    { title: '`GET /api/users/profile`, with a token', path: '/api/users/profile', headers },
  ]
  return asked.map((target) => ({ ...target, port, serverPid: pid }))
}

async function readUserId(url: string, headers: Readonly<Record<string, string>>): Promise<string> {
  const response = await fetch(`${url}/api/users/profile`, { headers })
  const { data } = (await response.json()) as { readonly data?: { readonly user_id?: string } }
  if (data?.user_id === undefined) throw new Error(`GET /api/users/profile: ${response.status}`)
  return data.user_id
}
