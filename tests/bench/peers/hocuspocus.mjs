/** Hocuspocus with its SQLite extension, by its defaults. */
import { join } from 'node:path'
import { SQLite } from '@hocuspocus/extension-sqlite'
import { Server } from '@hocuspocus/server'
import { storeFolder } from './listen.mjs'

const server = new Server({
  port: 0, address: '127.0.0.1', quiet: true,
  extensions: [new SQLite({ database: join(storeFolder(), 'hocuspocus.sqlite') })],
})
await server.listen()
console.log(`listening ${server.address.port}`)
