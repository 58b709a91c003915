/** Rooms of Colyseus that pass on whatever bytes a player sends. `node colyseus.mjs PORT` */
import { createServer } from 'node:http'
import { Room, Server } from '@colyseus/core'
import { WebSocketTransport } from '@colyseus/ws-transport'

class RelayRoom extends Room {
  maxClients = 1_000
  patchRate = null
  seatReservationTimeout = 60

  onCreate() {
    this.onMessageBytes('mm', (client, bytes) => this.broadcastBytes('mm', bytes, { except: client }))
  }
}

const server = new Server({ transport: new WebSocketTransport({ server: createServer() }), greet: false })
server.define('relay', RelayRoom).filterBy(['room'])
await server.listen(Number(process.argv[2]), '127.0.0.1')
