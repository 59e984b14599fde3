/**
 * The floor: hands every message to the others of its room and knows nothing more. No state, no store, no rights.
 * RELAY=send: ws.send for each socket. RELAY=frame: one prepared frame, written to each socket.
 */
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'
import { listen } from './listen.mjs'

const prepared = process.env.RELAY === 'frame'
/** @type {Map<string, Set<{ socket: import('ws').WebSocket, line: import('node:stream').Duplex }>>} */
const rooms = new Map()
const doors = new WebSocketServer({ noServer: true, perMessageDeflate: false })
const server = createServer()

server.on('upgrade', (request, line, head) => {
  doors.handleUpgrade(request, line, head, (socket) => {
    const name = request.url ?? ''
    const room = rooms.get(name) ?? new Set()
    rooms.set(name, room)
    const member = { socket, line }
    room.add(member)
    socket.on('close', () => {
      room.delete(member)
      if (room.size === 0) rooms.delete(name)
    })
    socket.on('error', () => socket.terminate())
    socket.on('message', (data) => {
      const frame = prepared ? binaryFrame(data) : null
      for (const other of room) {
        if (other === member || other.socket.readyState !== other.socket.OPEN) continue
        if (frame === null) other.socket.send(data)
        else other.line.write(frame)
      }
    })
  })
})

/** @param {Buffer} data */
function binaryFrame(data) {
  const long = data.length > 65_535 ? 8 : data.length > 125 ? 2 : 0
  const frame = Buffer.allocUnsafe(2 + long + data.length)
  frame[0] = 0x82
  frame[1] = long === 8 ? 127 : long === 2 ? 126 : data.length
  if (long === 2) frame.writeUInt16BE(data.length, 2)
  if (long === 8) frame.writeBigUInt64BE(BigInt(data.length), 2)
  data.copy(frame, 2 + long)
  return frame
}

listen(server)
