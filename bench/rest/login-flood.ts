import { Agent, request } from 'node:http'

export interface LoginFlood {
  readonly port: number
  readonly perSecond: number
  readonly seconds: number
}

export interface FloodFigures {
  readonly sent: number
  /** Answers by status: 401 was looked at, 503 was turned away. */
  readonly byStatus: Readonly<Record<string, number>>
}

const everyMs = 5

/** Wrong passwords for names that nobody has, at a steady rate, whether they are answered or not. */
export async function floodLogins({ port, perSecond, seconds }: LoginFlood): Promise<FloodFigures> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  const byStatus: Record<string, number> = {}
  const attempt = async (number: number): Promise<void> => {
    const status = await logIn({ agent, port, name: `nobody${number}` })
    byStatus[status] = (byStatus[status] ?? 0) + 1
  }
  const startedAt = performance.now()
  const endsAt = startedAt + seconds * 1000
  const answers: Promise<void>[] = []
  let sent = 0
  while (performance.now() < endsAt) {
    const due = Math.floor(((performance.now() - startedAt) / 1000) * perSecond)
    for (; sent < due; sent += 1) {
      answers.push(attempt(sent))
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
  await Promise.all(answers)
  agent.destroy()
  return { sent, byStatus }
}

interface Login {
  readonly agent: Agent
  readonly port: number
  readonly name: string
}

function logIn({ agent, port, name }: Login): Promise<string> {
  const body = JSON.stringify({ username: name, password: 'Wrong-9-2' })
  const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }
  return new Promise((resolve) => {
    const asked = request({ agent, port, host: '127.0.0.1', path: '/api/auth/login', method: 'POST', headers })
    asked.on('response', (response) => {
      response.resume()
      response.on('end', () => resolve(String(response.statusCode)))
    })
    asked.on('error', () => resolve('broken'))
    asked.end(body)
  })
}
