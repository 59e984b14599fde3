/** An honest copy of a board and a bad hand: frames that would all be in order, and one of them damaged. */
import * as Y from 'yjs'
import { encodeStateVector } from '../../server/documents/decodedUpdate.ts'
import { encodeSync, syncTypes } from '#shared/protocol/frames.ts'
import { awarenessFrame, syncStep2Frame, updateFrame } from '../support/hostileFrames.ts'
import { mutatedFrame } from '../support/mutations.ts'
import type { SeededRandom } from '../support/seededRandom.ts'

export class BadHand {
  readonly #random: SeededRandom
  readonly #frames: Uint8Array[] = []
  readonly #updates: Uint8Array[] = []

  /** `board`: a state of the board the hand begins with. */
  constructor(board: Uint8Array, random: SeededRandom) {
    this.#random = random
    const doc = new Y.Doc()
    Y.applyUpdate(doc, board)
    const record = (update: Uint8Array): void => { this.#updates.push(update) }
    doc.on('update', record)
    const text = doc.getText('plan/vandal')
    text.insert(0, 'the ford is open')
    text.format(2, 5, { bold: true })
    text.delete(1, 3)
    text.insertEmbed(0, { chip: 'INF4-A', nested: { list: [1, null, true, 1.5, 'x'] } })
    doc.getMap('annotations').set(`v${doc.clientID}`, new Y.Map<unknown>([['kind', 'marker'], ['geometry', [-5.8, -9.1]], ['notes', new Y.Array()]]))
    doc.getXmlFragment('plan/risk').insert(0, [new Y.XmlElement('paragraph')])
    doc.getMap('annotations').delete(`v${doc.clientID}`)
    doc.off('update', record)
    this.#updates.push(Y.mergeUpdates(this.#updates), Y.encodeStateVector(doc))
    this.#frames.push(
      ...this.#updates.map(updateFrame), syncStep2Frame(Y.encodeStateAsUpdate(doc)), encodeSync(syncTypes.step1, Y.encodeStateVector(doc)), encodeSync(syncTypes.step1, encodeStateVector([])),
      awarenessFrame([{ client: doc.clientID, clock: 1 + random.whole(50), state: { pointer: { lat: 1, lng: 2 }, selection: ['m1'], draft: [1, 2] } }]), new Uint8Array([3]),
    )
  }

  /** Half of them are damaged inside a frame whose lengths hold, so that they get as far as the guard. */
  damaged(): Uint8Array {
    const random = this.#random
    if (random.chance(0.45)) return mutatedFrame(this.#frames, random)
    return encodeSync(random.pick([syncTypes.update, syncTypes.update, syncTypes.step2, syncTypes.step1]), mutatedFrame(this.#updates, random))
  }
}
