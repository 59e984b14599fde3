/** A peer's port is a free one of loopback; what it is, is the first line it prints. */

/** @param {import('node:http').Server} server */
export function listen(server) {
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    console.log(`listening ${typeof address === 'object' && address !== null ? address.port : 0}`)
  })
}

/** Where this run keeps its documents. */
export function storeFolder() {
  const folder = process.env.STORE
  if (folder === undefined) throw new Error('STORE names no folder')
  return folder
}
