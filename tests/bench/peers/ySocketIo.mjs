/** y-socket.io with LevelDB, by its defaults; only the size of one message is raised, or it would refuse a board above 1 MB. */
import { createServer } from 'node:http'
import { join } from 'node:path'
import { Server } from 'socket.io'
import { YSocketIO } from 'y-socket.io/dist/server'
import { listen, storeFolder } from './listen.mjs'

const server = createServer()
const io = new Server(server, { transports: ['websocket'], maxHttpBufferSize: 64 * 1024 * 1024 })
new YSocketIO(io, { levelPersistenceDir: join(storeFolder(), 'leveldb') }).initialize()
listen(server)
