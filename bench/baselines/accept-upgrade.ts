import { createHash } from 'node:crypto'

const endOfHead = '\r\n\r\n'
const magic = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

/** The answer to an upgrade request of `/?room=…`, and where the request ends. Undefined while it is not all there. */
export function acceptUpgrade(
  bytes: Buffer,
): { readonly answer: string; readonly room: string; readonly end: number } | undefined {
  const end = bytes.indexOf(endOfHead)
  if (end < 0) return undefined
  const head = bytes.toString('latin1', 0, end)
  const key = /^sec-websocket-key: *(\S+)/imu.exec(head)?.[1] ?? ''
  const room = /[?&]room=([^& ]*)/u.exec(head)?.[1] ?? ''
  const accept = createHash('sha1')
    .update(key + magic)
    .digest('base64')
  const lines = [
    'HTTP/1.1 101 Switching Protocols',
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Accept: ${accept}`,
  ]
  return { answer: lines.join('\r\n') + endOfHead, room, end: end + endOfHead.length }
}
