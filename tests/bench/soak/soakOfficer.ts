/**
 * An officer of the soak: the client's own connection to his syndicate's board, the control channel, and hands that draw, type
 * and point. He reads his messages, and one of each syndicate answers. His clock runs as fast as the server's.
 */
import * as Y from 'yjs'
import { documentName } from '#shared/board/documentName.ts'
import { DocumentConnection } from '../../../client/connection/documentConnection.ts'
import type { Machine } from '../../../client/state/machine.ts'
import { BoardHand } from '../../support/boardHand.ts'
import type { LiveClient, Person } from '../../support/person.ts'
import type { SeededRandom } from '../../support/seededRandom.ts'

/** On the room's clock; the event that tells of another beginning is on its way. */
const reopenMs = 2000

export interface SoakOfficerParts {
  readonly person: Person
  readonly syndicate: string
  readonly answers: boolean
  readonly machine: Machine
  readonly random: SeededRandom
  /** Hears how long it was, on the room's clock, from a change to the word that it is saved. */
  readonly saved: (ms: number) => void
}

export class SoakOfficer {
  readonly #parts: SoakOfficerParts
  readonly #live: LiveClient
  #doc = new Y.Doc()
  #hand: BoardHand
  #connection: DocumentConnection
  /** When each change that is not yet saved was made. */
  #unsavedAt: number[] = []
  readonly #read = new Set<string>()
  written = 0
  pointed = 0
  isLive = false
  /** How often the line broke, and how often the server ended it for good. */
  broke = 0
  ended = 0
  refused = 0

  private constructor(parts: SoakOfficerParts, live: LiveClient) {
    this.#parts = parts
    this.#live = live
    this.#hand = this.#newHand()
    this.#connection = this.#connect()
  }

  static async come(parts: SoakOfficerParts): Promise<SoakOfficer> {
    return new SoakOfficer(parts, await parts.person.live())
  }

  get unsaved(): number {
    return this.#unsavedAt.length
  }

  /** People wait while their board is opened afresh. */
  act(): void {
    if (this.isLive) this.#hand.act()
  }

  point(lat: number, lng: number): void {
    if (!this.isLive) return
    this.pointed += 1
    this.#connection.awareness.setLocalState({ ...this.#connection.awareness.getLocalState(), pointer: { lat, lng } })
  }

  /** Opens what has come, and lets go of what was only heard for tests' sake. */
  async readMail(): Promise<void> {
    const { syndicate, answers } = this.#parts
    const { view, wire: _wire, ...heard } = this.#live
    this.#live.wire = ''
    for (const list of [heard.views, heard.events, heard.traces, heard.notices, heard.presences, heard.pointers]) list.splice(0)
    for (const { id, releases } of Object.values(view?.injects ?? {})) {
      const copy = releases[syndicate]
      if (copy === undefined || copy.withdrawnAt !== null || this.#read.has(id)) continue
      this.#read.add(id)
      await this.#ask({ type: 'inject:open', inject: id })
      if (!answers || copy.content.answer.kind === 'read') continue
      const choice = copy.content.answer.kind === 'choice' ? this.#parts.random.pick(copy.content.answer.choices) : null
      await this.#ask({ type: 'inject:answer', inject: id, answer: { choice, reason: 'It is the nearest.', at: [10, 10], units: ['INF4-A'], text: 'We go at first light.', riskAcceptedBy: 'Commander' } })
    }
  }

  leave(): void {
    this.#connection.close()
    this.#live.close()
  }

  async #ask(command: object): Promise<void> {
    const reply = await this.#live.command(command).catch(() => null)
    if (reply?.ok !== true) this.refused += 1
  }

  #newHand(): BoardHand {
    const { person, syndicate, random } = this.#parts
    const hand = new BoardHand({ seat: person.seat, syndicate }, this.#doc, random)
    // Heard before the connection hears it.
    this.#doc.on('update', (_update: Uint8Array, origin: unknown) => {
      if (origin !== this.#hand) return
      this.written += 1
      this.#unsavedAt.push(performance.now())
    })
    return hand
  }

  #connect(): DocumentConnection {
    const { person, machine, saved } = this.#parts
    const connection = new DocumentConnection({
      machine, address: `${person.browser.origin.replace('http', 'ws')}/x/${person.exercise}/yjs`, wireName: this.#wireName, seat: person.seat,
      doc: this.#doc, mayWrite: true, stoodAt: null, isLocal: (origin) => origin === this.#hand,
      onStatus: (status) => {
        if (this.isLive && status !== 'live') this.broke += 1
        this.isLive = status === 'live'
      },
      onUnsaved: (count) => {
        const now = performance.now()
        for (const at of this.#unsavedAt.splice(0, Math.max(0, this.#unsavedAt.length - count))) saved(now - at)
      },
      onPosition: () => undefined,
      onFinalClose: () => this.#beginAnew(),
    })
    connection.connect()
    return connection
  }

  /** As the client does: the old copy is set aside, the document is opened afresh; after the warm-up, every board begins anew. */
  #beginAnew(): void {
    this.ended += 1
    this.isLive = false
    this.#connection.close()
    this.#parts.machine.after(reopenMs, () => {
      this.#unsavedAt = []
      this.#doc = new Y.Doc()
      this.#hand = this.#newHand()
      this.#connection = this.#connect()
    })
  }

  get #wireName(): string {
    const name = documentName({ kind: 'board', syndicate: this.#parts.syndicate })
    return `${name}@${this.#live.view?.documents[name]?.epoch ?? 1}`
  }
}
