/** @y/websocket-server with LevelDB (YPERSISTENCE), as its own server.js starts it: nothing of it is changed. */
import { createServer } from 'node:http'
import { join } from 'node:path'
import { WebSocketServer } from 'ws'
import { listen, storeFolder } from './listen.mjs'

process.env.YPERSISTENCE = join(storeFolder(), 'leveldb')
// It reads its environment while it is loaded.
const { setupWSConnection } = await import('@y/websocket-server/utils')

const doors = new WebSocketServer({ noServer: true, perMessageDeflate: false })
doors.on('connection', setupWSConnection)
const server = createServer()
server.on('upgrade', (request, line, head) => {
  doors.handleUpgrade(request, line, head, (socket) => doors.emit('connection', socket, request))
})
listen(server)
