import * as Y from 'yjs'
import { describe, expect, test } from 'vitest'
import { closeCodes } from '#shared/protocol/closeCodes.ts'
import { limits } from '#shared/protocol/limits.ts'
import { decodeUpdate, onlyNew } from '../../../server/documents/decodedUpdate.ts'
import { guardSyncStep2, guardUpdate, type Verdict } from '../../../server/documents/updateGuard.ts'
import {
  anyStruct, deletion, deletedStruct, forgedRun, gapUpdates, gcStruct, hostileUpdates, mapStruct, nestedTypesUpdate, nestedValueUpdate, rawUpdate, stringStruct,
} from '../../support/hostileFrames.ts'
import { seededRandom, type SeededRandom } from '../../support/seededRandom.ts'

/** A guard with its state, as a room holds one. */
class Gate {
  readonly stateVector = new Map<number, number>()
  readonly owners = new Map<number, string>()

  look(bytes: Uint8Array, person: string, how = guardUpdate): Verdict | null {
    const update = decodeUpdate(bytes)
    return update === null ? null : how(update, this, person, limits)
  }

  enter(bytes: Uint8Array, person: string, how = guardUpdate): Verdict | null {
    const verdict = this.look(bytes, person, how)
    if (verdict?.kind === 'accept') {
      for (const client of verdict.newClientIds) this.owners.set(client, person)
      for (const [client, clock] of verdict.advances) this.stateVector.set(client, clock)
    }
    return verdict
  }
}

function gateWith(bytes: Uint8Array, person: string): Gate {
  const gate = new Gate()
  expect(gate.enter(bytes, person)?.kind).toBe('accept')
  return gate
}

const aminaText = rawUpdate([{ client: 11, clock: 0, structs: [stringStruct('ford', { root: 'text' })] }])

describe('what nobody honest sends', () => {
  test.each(Object.entries(hostileUpdates(21, 11)))('[DOC1] %s does not enter', (_name, bytes) => {
    const gate = gateWith(aminaText, 'amina')
    const verdict = gate.look(bytes, 'bao')
    expect(verdict === null || verdict.kind === 'refuse' || verdict.kind === 'known').toBe(true)
    if (verdict?.kind === 'refuse') expect(verdict.code).toBe(closeCodes.unacceptable)
    expect(gate.stateVector).toEqual(new Map([[11, 4]]))
  })

  test('[DOC2] a client id belongs to the person who named it first', () => {
    const gate = gateWith(aminaText, 'amina')
    const more = rawUpdate([{ client: 11, clock: 4, structs: [stringStruct('x', { root: 'text' })] }])
    expect(gate.look(more, 'bao')).toMatchObject({ kind: 'refuse', code: closeCodes.unacceptable, isGap: false })
    expect(gate.look(more, 'amina')).toMatchObject({ kind: 'accept', newClientIds: [] })
  })

  test('[DOC3] deletes reach only what is there, of anybody', () => {
    const gate = gateWith(aminaText, 'amina')
    expect(gate.look(deletion(11, 0, 4), 'bao')).toMatchObject({ kind: 'accept' })
    expect(gate.look(deletion(11, 0, 5), 'bao')).toMatchObject({ kind: 'refuse' })
    expect(gate.look(deletion(12, 0, 1), 'bao')).toMatchObject({ kind: 'refuse' })
    expect(gate.look(deletion(11, 0, 0), 'bao')).toMatchObject({ kind: 'refuse' })
  })

  test('[DOC3] what an update makes itself it may delete', () => {
    const both = rawUpdate([{ client: 21, clock: 0, structs: [anyStruct([1, 2], { root: 'list' })] }], [{ client: 21, clock: 1, length: 1 }])
    expect(new Gate().look(both, 'bao')).toMatchObject({ kind: 'accept' })
  })

  test('[DOC4] a run without content is bounded over the whole message', () => {
    expect(new Gate().look(forgedRun(21, 0, limits.unbackedRun), 'bao')).toMatchObject({ kind: 'accept' })
    expect(new Gate().look(forgedRun(21, 0, limits.unbackedRun + 1), 'bao')).toMatchObject({ kind: 'refuse' })
    const two = rawUpdate([{ client: 21, clock: 0, structs: [gcStruct(limits.unbackedRun), deletedStruct(1, { root: 'text' })] }])
    expect(new Gate().look(two, 'bao')).toMatchObject({ kind: 'refuse' })
  })

  test('[DOC5] values may nest 32 levels', () => {
    expect(new Gate().look(nestedValueUpdate(21, 32), 'bao')).toMatchObject({ kind: 'accept' })
    expect(new Gate().look(nestedValueUpdate(21, 33), 'bao')).toMatchObject({ kind: 'refuse' })
  })

  test('[DOC6] in a sync step 2 a gap means an unrecorded past', () => {
    const gate = gateWith(aminaText, 'amina')
    const [beyond] = gapUpdates(21, 1)
    expect(gate.look(beyond ?? new Uint8Array(), 'bao', guardSyncStep2)).toMatchObject({ kind: 'refuse', code: closeCodes.wrongEpoch })
  })

  test('[DOC7] it says how many new types lie inside one another', () => {
    expect(new Gate().look(nestedTypesUpdate(21, 40), 'bao')).toMatchObject({ kind: 'accept', levels: 40 })
    const beside = rawUpdate([{ client: 21, clock: 0, structs: [
      mapStruct({ root: 'list' }), anyStruct([1], { parent: { client: 21, clock: 0 } }),
      mapStruct({ origin: { client: 21, clock: 1 } }), mapStruct({ origin: { client: 21, clock: 0 } }),
    ] }])
    expect(new Gate().look(beside, 'bao')).toMatchObject({ levels: 2, types: [{ clock: 0 }, { clock: 2 }, { clock: 3 }] })
  })
})

describe('what is known already', () => {
  test('[DOC8] is ignored, whoever sends it', () => {
    const gate = gateWith(aminaText, 'amina')
    expect(gate.look(aminaText, 'bao')).toEqual({ kind: 'known' })
    expect(gate.look(rawUpdate([]), 'bao')).toEqual({ kind: 'known' })
  })

  test('[DOC8] an overlap counts from where it is new', () => {
    const gate = gateWith(aminaText, 'amina')
    const longer = rawUpdate([{ client: 11, clock: 0, structs: [stringStruct('fording', { root: 'text' })] }])
    expect(gate.look(longer, 'amina')).toMatchObject({ kind: 'accept', partlyKnown: true, advances: new Map([[11, 7]]) })
    expect(gate.look(longer, 'bao')).toMatchObject({ kind: 'refuse' })
  })

  test('[DOC8] a forged copy of the known may not name what nobody has', () => {
    const gate = gateWith(aminaText, 'amina')
    const forged = rawUpdate([{ client: 11, clock: 0, structs: [stringStruct('ford', { origin: { client: 99, clock: 3 } })] }])
    expect(gate.look(forged, 'bao')).toMatchObject({ kind: 'refuse' })
  })
})

describe('honest work', () => {
  // With seed 10 a returning officer's editor tidies formatting around what was typed offline before that is handed in.
  test.each([20_261_123, 10, 54])('[DOC9] 2,000 random updates of three officers, with undo, nesting and reconnecting (seed %i): none is refused', (seed) => {
    const room = new HonestRoom(seededRandom(seed))
    while (room.updates < 2000) room.step()
    room.everybodyReturns()
    expect(room.refused).toEqual([])
    for (const person of room.people) expect(person.doc.store.pendingStructs).toBeNull()
  })

  test('[DOC9] what the guard takes, Yjs takes: nothing is parked, nothing throws', () => {
    const random = seededRandom(7)
    let taken = 0
    for (let round = 0; round < 500; round += 1) {
      const gate = new Gate()
      const doc = new Y.Doc()
      for (let i = 0; i < 12; i += 1) {
        const bytes = scribble(random, gate)
        const update = decodeUpdate(bytes)
        const before = new Map(gate.stateVector)
        const verdict = gate.enter(bytes, 'bao')
        if (update === null || verdict?.kind !== 'accept') continue
        taken += 1
        Y.applyUpdate(doc, verdict.partlyKnown ? onlyNew(bytes, update, before) : bytes)
        expect(doc.store.pendingStructs).toBeNull()
        expect(doc.store.pendingDs).toBeNull()
        expect(Y.decodeStateVector(Y.encodeStateVector(doc))).toEqual(gate.stateVector)
      }
    }
    expect(taken).toBeGreaterThan(300)
  })
})

/** Structs by hand that name anything at all, near what is there. */
function scribble(random: SeededRandom, gate: Gate): Uint8Array {
  const clients = [21, 22, 23].filter(() => random.chance(0.6))
  const near = () => ({ client: random.pick([21, 22, 23]), clock: random.whole(8) })
  const place = () => random.pick([
    { root: 'a' }, { root: 'a', key: 'k' }, { parent: near() }, { parent: near(), key: 'k' }, { origin: near() }, { rightOrigin: near() },
    { origin: near(), rightOrigin: near() },
  ])
  const struct = () => random.pick([
    () => stringStruct(random.pick(['a', 'bc', 'def']), place()), () => mapStruct(place()), () => anyStruct([1, { a: [2] }], place()),
    () => gcStruct(1 + random.whole(3)), () => deletedStruct(1 + random.whole(3), place()),
  ])()
  const sections = clients.map((client) => ({
    client, clock: Math.max(0, (gate.stateVector.get(client) ?? 0) - random.whole(3)), structs: Array.from({ length: 1 + random.whole(4) }, struct),
  }))
  const deletes = random.chance(0.4) ? [{ ...near(), length: 1 + random.whole(3) }] : []
  return rawUpdate(sections, deletes)
}

interface Honest { readonly name: string; doc: Y.Doc; undo: Y.UndoManager; online: boolean; owesStepTwo: boolean }

/** Three officers and a server that keeps only the guard's state and the updates it took. */
class HonestRoom {
  readonly #random: SeededRandom
  readonly #gate = new Gate()
  readonly #server = new Y.Doc()
  readonly people: Honest[] = []
  readonly refused: unknown[] = []
  updates = 0

  constructor(random: SeededRandom) {
    this.#random = random
    for (const name of ['amina', 'ada', 'bao']) this.people.push(this.#open(name))
  }

  step(): void {
    const person = this.#random.pick(this.people)
    if (this.#random.chance(0.02)) return this.#toggle(person)
    if (this.#random.chance(0.004)) return this.#reopen(person)
    const root = person.doc
    const move = this.#random.whole(10)
    if (move < 3) this.#writeRecord(root)
    else if (move < 7) this.#writeText(root)
    else if (move === 7) person.undo.undo()
    else if (move === 8) person.undo.redo()
    else this.#deleteRecord(root)
    if (this.#random.chance(0.3)) person.undo.stopCapturing()
  }

  everybodyReturns(): void {
    for (const person of this.people) if (!person.online) this.#toggle(person)
  }

  #writeRecord(doc: Y.Doc): void {
    const marks = doc.getMap<Y.Map<unknown>>('annotations')
    const ids = Array.from(marks.keys())
    if (ids.length < 20 || this.#random.chance(0.2)) {
      const record = new Y.Map<unknown>()
      record.set('kind', 'line')
      record.set('geometry', [[-5.8, -9.1], [-5.9, -9.2]])
      record.set('notes', new Y.Array())
      marks.set(`m${this.#random.whole(60)}`, record)
      return
    }
    const record = marks.get(this.#random.pick(ids))
    record?.set('label', `Farrow ${this.#random.whole(99)}`)
    const notes = record?.get('notes')
    if (notes instanceof Y.Array) notes.insert(this.#random.whole(notes.length + 1), [{ by: 'x', at: this.#random.whole(999) }])
  }

  #writeText(doc: Y.Doc): void {
    const text = doc.getText('plan')
    const at = this.#random.whole(text.length + 1)
    const what = this.#random.whole(4)
    if (what === 0 && text.length > 4) text.delete(Math.min(at, text.length - 3), 3)
    else if (what === 1 && text.length > 4) text.format(Math.min(at, text.length - 3), 3, { bold: this.#random.chance(0.5) ? true : null })
    else if (what === 2 && this.#random.chance(0.2)) text.insertEmbed(at, { chip: 'INF4-A' })
    else text.insert(at, this.#random.pick(['river ', 'Corvale', '渡口', 'ش', '🚧']))
  }

  #deleteRecord(doc: Y.Doc): void {
    const marks = doc.getMap('annotations')
    const ids = Array.from(marks.keys())
    if (ids.length > 0) marks.delete(this.#random.pick(ids))
  }

  #open(name: string): Honest {
    const doc = new Y.Doc()
    doc.clientID = 1 + this.#random.whole(2 ** 32 - 1)
    const person: Honest = { name, doc, undo: new Y.UndoManager(doc, { captureTimeout: Infinity }), online: true, owesStepTwo: false }
    doc.on('update', (bytes: Uint8Array, origin: unknown) => {
      if (origin === 'server' || !person.online) return
      this.#deliver(person, bytes)
    })
    return person
  }

  #deliver(person: Honest, bytes: Uint8Array, how = guardUpdate): void {
    this.updates += 1
    const verdict = this.#gate.enter(bytes, person.name, how)
    // As the room does: what is wanting before an update is in the step 2 that is awaited, and so is the update.
    if (verdict?.kind === 'refuse' && verdict.isGap && person.owesStepTwo) return
    if (verdict === null || verdict.kind === 'refuse') this.refused.push({ person: person.name, verdict })
    Y.applyUpdate(this.#server, bytes)
    for (const other of this.people) if (other !== person && other.online) Y.applyUpdate(other.doc, bytes, 'server')
  }

  #toggle(person: Honest): void {
    person.online = !person.online
    if (!person.online) return
    person.owesStepTwo = true
    Y.applyUpdate(person.doc, Y.encodeStateAsUpdate(this.#server, Y.encodeStateVector(person.doc)), 'server')
    person.owesStepTwo = false
    this.#deliver(person, Y.encodeStateAsUpdate(person.doc, Y.encodeStateVector(this.#server)), guardSyncStep2)
  }

  /** A reload: a fresh client id, everything from the server. */
  #reopen(person: Honest): void {
    if (!person.online) return
    const fresh = this.#open(person.name)
    Y.applyUpdate(fresh.doc, Y.encodeStateAsUpdate(this.#server), 'server')
    this.people[this.people.indexOf(person)] = fresh
  }
}
