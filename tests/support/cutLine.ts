/** The room's network between laptops and the server, on the loopback: everything goes through it, and it can be cut and mended. */
import { connect, createServer, type Server, type Socket } from 'node:net'

export class CutLine {
  readonly #server: Server
  readonly #pairs = new Set<Socket>()
  readonly port: number
  #isCut = false

  private constructor(server: Server, port: number) {
    this.#server = server
    this.port = port
  }

  /** To a server on this port. */
  static async to(serverPort: number): Promise<CutLine> {
    const server = createServer({ noDelay: true })
    const port = await new Promise<number>((resolve, reject) => {
      server.once('error', reject)
      server.listen(0, '127.0.0.1', () => {
        const address = server.address()
        return typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port'))
      })
    })
    const line = new CutLine(server, port)
    server.on('connection', (laptop) => line.#carry(laptop, serverPort))
    return line
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** As when the access point loses its power: whoever is connected is cut off, whoever tries gets nowhere. */
  cut(): void {
    this.#isCut = true
    for (const socket of this.#pairs) socket.resetAndDestroy()
  }

  mend(): void {
    this.#isCut = false
  }

  async close(): Promise<void> {
    this.cut()
    await new Promise((resolve) => { this.#server.close(resolve) })
  }

  #carry(laptop: Socket, serverPort: number): void {
    if (this.#isCut) {
      laptop.resetAndDestroy()
      return
    }
    const server = connect({ port: serverPort, host: '127.0.0.1', noDelay: true })
    for (const [one, other] of [[laptop, server], [server, laptop]] as const) {
      this.#pairs.add(one)
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        this.#pairs.delete(one)
        // What is still on its way to the other side gets there.
        other.destroySoon()
      })
    }
  }
}
