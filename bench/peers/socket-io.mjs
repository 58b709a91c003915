/** Rooms of Socket.IO that pass on whatever a player sends. `node socket-io.mjs PORT` */
import { createServer } from 'node:http'
import { Server } from 'socket.io'

const http = createServer()
// A quiet minute is not worth a ping here: the load never stops for long.
const io = new Server(http, { transports: ['websocket'], pingInterval: 600_000, serveClient: false })

io.on('connection', (socket) => {
  const room = String(socket.handshake.query.room)
  void socket.join(room)
  socket.on('m', (message) => socket.to(room).emit('m', message))
})
http.listen(Number(process.argv[2]), '127.0.0.1')
