/** Everything one person can get out of a server, as text: each packet of the live line, each frame of each document, each answer of HTTP. */
import { allDocumentNames, parseDocumentName } from '#shared/board/documentName.ts'
import { documentSubprotocol } from '#shared/protocol/version.ts'
import { syncStep1Frame } from '../../support/hostileFrames.ts'
import type { LiveClient, Person } from '../../support/person.ts'
import { RawSocket } from '../../support/rawSocket.ts'
import { until } from '../../support/startServer.ts'
import { documentRight } from './page.ts'
import { people, type Name, type RightsRoom, type Situation } from './room.ts'

export const watchedDocuments = allDocumentNames(['s1', 's2', 's3'])

export class Traffic {
  readonly name: Name
  readonly person: Person
  readonly #room: RightsRoom
  readonly #sockets = new Map<string, RawSocket>()
  /** Null where a person is turned away at the live door. */
  live: LiveClient | null = null
  #heard: string[] = []
  bytes = 0

  constructor(room: RightsRoom, name: Name) {
    this.#room = room
    this.name = name
    this.person = room.persons[name]
  }

  /** What came since this was asked last. */
  take(): string {
    const text = this.#heard.join('\n')
    this.#heard = []
    this.bytes += text.length
    return text
  }

  /** Comes to the live door anew, whatever comes of it; packets are heard as they are on the wire, replies too. */
  async comeLive(): Promise<void> {
    this.live?.close()
    const live = this.person.connect()
    live.socket.io.engine.on('packet', ({ data }: { data?: unknown }) => { this.#hear(String(data)) })
    this.live = live
    await until(() => live.view !== null || live.errors.length > 0 || live.notices.length > 0, `${this.name} is answered`)
    this.#hear(`${live.errors.join()} ${JSON.stringify(live.notices)}`)
  }

  /** Asks, and hears what is answered. */
  async ask(command: unknown): Promise<void> {
    if (this.live?.socket.connected === true) this.#hear(JSON.stringify(await this.live.command(command)))
  }

  /** Opens every document there is, or tries to. What is open already stays. */
  async openDocuments(when: Situation): Promise<void> {
    for (const document of watchedDocuments) {
      const scope = parseDocumentName(document)
      const mayRead = scope !== null && documentRight(people[this.name], when, scope) !== '–'
      const present = this.#sockets.get(document)
      if (present !== undefined) await until(() => mayRead || present.closedWith !== null, `${this.name} loses ${document}`)
      if (present?.closedWith === null) continue
      const socket = new RawSocket(this.person, `${document}@${this.#room.state.documents[document]?.epoch ?? 0}`, { protocols: [documentSubprotocol] })
      socket.socket.on('message', (data: Buffer) => { this.#hear(data.toString('latin1')) })
      socket.socket.on('close', (code, reason) => { this.#hear(`${code} ${reason.toString()}`) })
      await socket.opened()
      if (socket.isOpen) socket.send(syncStep1Frame())
      await until(() => socket.closedWith !== null || socket.positions.length > 0, `${this.name} is answered by ${document}`)
      this.#sockets.set(document, socket)
    }
  }

  document(name: string): RawSocket | undefined {
    return this.#sockets.get(name)
  }

  /** Has heard all that was sent until now. */
  async settle(): Promise<void> {
    if (this.live?.socket.connected === true) await this.live.socket.timeout(30_000).emitWithAck('clock')
    await Promise.all([...this.#sockets.values()].filter(({ isOpen }) => isOpen).map(({ socket }) => new Promise<void>((resolve) => {
      socket.once('pong', () => resolve())
      socket.once('close', () => resolve())
      socket.ping()
    })))
  }

  /** Everything HTTP has for this seat: headers and bodies, those of refusals too. `ids`: of media, which somebody may have told. */
  async fetchAll(ids: readonly string[]): Promise<void> {
    const { exercise, seat } = this.person
    const at = `/x/${exercise}`
    const paths = [
      '/', '/api/house', `/api/seat/${seat}`, '/maps/small-zone/zone.json', `/api/exercises/${exercise}/laptop`, '/nothing', `${at}/documents/control@99?seat=${seat}`,
      ...watchedDocuments.flatMap((document) => [`${at}/documents/${document}@${this.#room.state.documents[document]?.epoch ?? 0}?seat=${seat}`, `${at}/ticket?seat=${seat}&document=${document}`]),
      ...ids.map((id) => `${at}/media/${id}?seat=${seat}`),
    ]
    // The house's own copy of all is the chief's browser's alone; here the doors are asked by everybody else.
    if (this.name !== 'chief') paths.push(`/api/exercises/${exercise}/copy?seat=${seat}`)
    for (const path of paths) await this.#fetch(path)
    for (const route of [`/api/exercises/${exercise}/seats`, `/api/exercises/${exercise}/chief`, '/api/join/look']) {
      if (this.name !== 'chief' && this.name !== 'deputy') await this.#fetch(route, { method: 'POST', body: '{"role":"observer"}', headers: { 'content-type': 'application/json' } })
    }
  }

  /** The own journal: as bytes, and as what is in them. */
  async replay(): Promise<string> {
    const response = await this.person.browser.fetch(`/x/${this.person.exercise}/replay?seat=${this.person.seat}`)
    const raw = Buffer.from(await response.arrayBuffer())
    const lines = response.ok ? await this.person.replay() : []
    const opened = lines.map((line) => {
      if (line.kind === 'update') return Buffer.from(line.update).toString('latin1')
      return line.kind === 'opened' ? Buffer.from(line.state).toString('latin1') : JSON.stringify(line)
    })
    const text = `${raw.toString('latin1')}\n${opened.join('\n')}`
    this.bytes += text.length
    return text
  }

  close(): void {
    this.live?.close()
    for (const socket of this.#sockets.values()) socket.close()
  }

  #hear(text: string): void {
    this.#heard.push(text)
  }

  async #fetch(path: string, options: RequestInit = {}): Promise<void> {
    const response = await this.person.browser.fetch(path, options)
    this.#hear(`${path}\n${JSON.stringify([...response.headers])}\n${Buffer.from(await response.arrayBuffer()).toString('latin1')}`)
  }
}
