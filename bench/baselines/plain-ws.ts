/** What one writes first: `ws`, a set of clients for each room, `send` in a loop. `node plain-ws.ts PORT` */
import { WebSocket, WebSocketServer } from 'ws'

const rooms = new Map<string, Set<WebSocket>>()
const server = new WebSocketServer({ host: '127.0.0.1', port: Number(process.argv[2]) })

server.on('connection', (sender, request) => {
  const name = new URL(request.url ?? '/', 'ws://localhost').searchParams.get('room') ?? ''
  const room = rooms.get(name) ?? new Set()
  rooms.set(name, room.add(sender))
  sender.on('message', (data) => {
    for (const client of room) if (client !== sender && client.readyState === WebSocket.OPEN) client.send(data)
  })
  sender.on('close', () => room.delete(sender))
})
