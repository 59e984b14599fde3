/** Replay equals live: fabricated seat journals, played forward, back and by leaps. */
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { canonicalDocument } from '../../../shared/board/canonical.ts'
import type { ReplayLine } from '../../../shared/replay/seatJournal.ts'
import { EntrySteps } from '../../../shared/replay/entrySteps.ts'
import { Timeline } from '../../../shared/replay/timeline.ts'
import { publicationOf, viewFor } from '../../../shared/exercise/seatView.ts'
import type { StageView } from '../../../shared/exercise/plenary.ts'
import { randomAct } from '../../support/randomCommands.ts'
import { seededRandom } from '../../support/seededRandom.ts'
import { smallCast } from '../../support/smallExercise.ts'

const board = 'syndicate/s1/board'
const stageView = (section: string): StageView => ({ bounds: [-6, -9, -5, -8], section, hiddenLayers: [], highlight: [] })

/** A board that people write, as lines of a seat's journal and as what it looked like after each. */
class WrittenBoard {
  readonly lines: ReplayLine[] = []
  readonly texts = new Map<number, string>()
  #doc = new Y.Doc()
  #sequence = 0
  epoch = 1

  constructor() {
    this.#listen()
  }

  open(): void {
    this.lines.push({ kind: 'opened', s: (this.#sequence += 1), t: this.#sequence * 10, document: board, epoch: this.epoch, state: Y.encodeStateAsUpdate(this.#doc) })
    this.#note()
  }

  write(change: (doc: Y.Doc) => void): void {
    this.#doc.transact(() => change(this.#doc))
    this.#note()
  }

  close(): void {
    this.lines.push({ kind: 'closed', s: (this.#sequence += 1), t: this.#sequence * 10, document: board })
    this.texts.set(this.#sequence, 'closed')
  }

  restore(): void {
    const state = Y.encodeStateAsUpdate(this.#doc)
    this.#doc = new Y.Doc()
    Y.applyUpdate(this.#doc, state)
    this.epoch += 1
    this.#listen()
    this.open()
  }

  get end(): number {
    return this.#sequence
  }

  get state(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#doc)
  }

  #listen(): void {
    this.#doc.on('update', (update: Uint8Array) => {
      this.lines.push({ kind: 'update', s: (this.#sequence += 1), t: this.#sequence * 10, author: 'amina', document: board, update })
    })
  }

  #note(): void {
    this.texts.set(this.#sequence, canonicalDocument(this.#doc))
  }
}

const shownAt = (timeline: Timeline, sequence: number): string => {
  const shown = timeline.seek({ sequence, recordedAt: sequence * 10 }).documents.get(board)
  return shown === undefined ? 'closed' : canonicalDocument(shown.doc)
}

describe('documents', () => {
  test('[RPL1] the board at any moment is what was on screen then, whichever way one comes there', () => {
    const random = seededRandom(7)
    const written = new WrittenBoard()
    written.open()
    for (let turn = 0; turn < 5000; turn += 1) {
      written.write((doc) => {
        const key = `m${random.whole(40)}`
        if (random.chance(0.2)) doc.getMap('annotations').delete(key)
        else doc.getMap('annotations').set(key, turn)
      })
      if (turn === 2200) written.restore()
      if (turn === 3500) { written.close(); written.open() }
    }
    const timeline = new Timeline()
    timeline.append(written.lines)
    while (timeline.prepare());
    const places = [...written.texts.keys()]
    const jumps = Array.from({ length: 60 }, () => random.pick(places))
    for (const place of [written.end, 1, ...jumps, written.end]) expect(shownAt(timeline, place)).toBe(written.texts.get(place))
  })

  test('[RPL42] how a board stood, said by the server for the moment that is looked at first, changes no moment and is no entry of its own', () => {
    const random = seededRandom(12)
    const written = new WrittenBoard()
    const saidAfter: number[] = []
    const lines: ReplayLine[] = []
    written.open()
    for (let turn = 0; turn < 5000; turn += 1) {
      written.write((doc) => doc.getMap('annotations').set(`m${random.whole(40)}`, turn))
      if (turn === 3100) written.restore()
      if (![700, 2600, 4999].includes(turn)) continue
      lines.push(...written.lines.splice(0))
      lines.push({ kind: 'stood', s: written.end, t: written.end * 10, document: board, epoch: written.epoch, state: written.state })
      saidAfter.push(written.end)
    }
    const timeline = new Timeline()
    const steps = new EntrySteps()
    timeline.append(lines)
    for (const line of lines) steps.add(line)
    expect(steps.count).toBe(written.end)
    const places = [...written.texts.keys()]
    const jumps = (): number[] => Array.from({ length: 40 }, () => random.pick(places))
    for (const place of [2700, ...saidAfter, 300, ...jumps()]) expect(shownAt(timeline, place)).toBe(written.texts.get(place))
    while (timeline.prepare());
    for (const place of [...saidAfter, ...jumps()]) expect(shownAt(timeline, place)).toBe(written.texts.get(place))
  })

  test('[RPL2] playing on writes into the same document, so that views keep listening; going back gives another', () => {
    const written = new WrittenBoard()
    written.open()
    for (let turn = 0; turn < 10; turn += 1) written.write((doc) => doc.getMap('annotations').set(`m${turn}`, turn))
    const timeline = new Timeline()
    timeline.append(written.lines)
    const docAt = (sequence: number): Y.Doc | undefined => timeline.seek({ sequence, recordedAt: 0 }).documents.get(board)?.doc
    const early = docAt(3)
    let heard = 0
    early?.getMap('annotations').observe(() => (heard += 1))
    expect(docAt(8)).toBe(early)
    expect(heard).toBe(1)
    expect(docAt(2)).not.toBe(early)
  })

  test('[RPL3] a board that is not open to the seat is not there', () => {
    const written = new WrittenBoard()
    written.open()
    written.write((doc) => doc.getMap('annotations').set('m1', 1))
    written.close()
    const timeline = new Timeline()
    timeline.append(written.lines)
    expect(shownAt(timeline, 0)).toBe('closed')
    expect(shownAt(timeline, 2)).not.toBe('closed')
    expect(shownAt(timeline, 3)).toBe('closed')
  })
})

describe('the exercise', () => {
  test.each(['amina', 'bao', 'omar', 'dana'] as const)('[RPL4] %s’s view at every moment is the view that seat had live', (name) => {
    const { exercise, [name]: seat } = smallCast()
    exercise.begin('move-1')
    const random = seededRandom(11)
    for (let act = 0; act < 200; act += 1) randomAct(exercise, random)
    const lines: ReplayLine[] = []
    const live = new Map<number, unknown>()
    for (const { before, happened, after } of exercise.steps) {
      const { sequence: s, recordedAt: t } = happened.moment
      const shown = lines.length === 0 ? { kind: 'view' as const, view: viewFor(after, seat) } : publicationOf(before, happened, after, seat)
      if (shown?.kind === 'view') lines.push({ kind: 'view', s, t, view: shown.view })
      if (shown?.kind === 'event') lines.push({ kind: 'event', s, t, author: happened.author, event: shown.event })
      live.set(s, viewFor(after, seat))
    }
    const timeline = new Timeline()
    timeline.append(lines)
    const moments = [...live.keys()]
    for (const sequence of [...moments, ...moments.toReversed()]) {
      expect(timeline.seek({ sequence, recordedAt: 0 }).view).toEqual(live.get(sequence))
    }
    expect(timeline.unreadable).toBe(0)
  })
})

describe('the stage', () => {
  const { exercise, omar } = smallCast()
  const view = viewFor(exercise.state, omar)
  const floor = { syndicate: 's1', presenter: 'amina', givenAt: 100 }
  const timeline = new Timeline()
  timeline.append([
    { kind: 'view', s: 1, t: 0, view },
    { kind: 'view', s: 2, t: 100, view: { ...view, floor } },
    { kind: 'trace', s: 3, t: 200, author: 'amina', trace: { type: 'StageViewShown', view: stageView('risk') } },
    { kind: 'trace', s: 4, t: 2000, author: 'amina', trace: { type: 'PointerMoved', samples: [[900, -5.5, -8.5], [100, -5.6, -8.6]] } },
    { kind: 'view', s: 5, t: 6000, view: { ...view, floor: { ...floor, syndicate: 's2', givenAt: 6000 } } },
    { kind: 'end', s: 5, t: 9000 },
  ])

  test('[RPL5] shows the presenter’s last view, and forgets it when the floor passes on', () => {
    expect(timeline.seek(timeline.momentAt(150)).stageView).toBe(null)
    expect(timeline.seek(timeline.momentAt(250)).stageView).toEqual(stageView('risk'))
    expect(timeline.seek(timeline.momentAt(6000)).stageView).toBe(null)
  })

  test('[RPL5] of a replay that was led it shows the leader’s view, from its beginning to its end', () => {
    const led = new Timeline()
    const lead = (at: number) => ({ type: 'ReplayLed', replay: { by: 'dana', at, pace: 0, look: { kind: 'situation' }, names: false } }) as const
    led.append([
      { kind: 'view', s: 1, t: 0, view },
      { kind: 'event', s: 2, t: 100, author: 'dana', event: lead(10) },
      { kind: 'trace', s: 3, t: 200, author: 'dana', trace: { type: 'StageViewShown', view: stageView('risk') } },
      { kind: 'event', s: 4, t: 300, author: 'dana', event: lead(20) },
      { kind: 'event', s: 5, t: 400, author: 'dana', event: { type: 'ReplayLeft' } },
    ])
    expect([150, 250, 350, 450].map((at) => led.seek(led.momentAt(at)).stageView?.section ?? null)).toEqual([null, 'risk', 'risk', null])
    expect([150, 350, 450].map((at) => led.viewAt(led.momentAt(at))?.plenary.replay?.at ?? null)).toEqual([10, 20, null])
    expect(led.markers().map(({ t, kind }) => [t, kind])).toEqual([[100, 'ReplayLed'], [400, 'ReplayLeft']])
  })

  test('[RPL21] a pointer at rest stays where it points until the journal says that it is gone, or the floor passes on', () => {
    const told = new Timeline()
    told.append([
      { kind: 'view', s: 1, t: 0, view: { ...view, floor } },
      { kind: 'trace', s: 2, t: 1001, author: 'amina', trace: { type: 'PointerMoved', at: 1000, samples: [[900, -5.5, -8.5], [400, -5.6, -8.6]], gone: false } },
      { kind: 'trace', s: 3, t: 9000, author: 'amina', trace: { type: 'PointerMoved', at: 9000, samples: [], gone: true } },
      { kind: 'view', s: 4, t: 10_500, view: { ...view, floor: { ...floor, syndicate: 's2', givenAt: 10_500 } } },
      { kind: 'trace', s: 5, t: 11_000, author: 'amina', trace: { type: 'PointerMoved', at: 11_000, samples: [[900, -5.7, -8.7]], gone: false } },
      { kind: 'end', s: 5, t: 12_000 },
    ])
    const pointedAt = (t: number) => told.pointerAt(told.momentAt(t))
    expect(pointedAt(100)).toEqual({ lat: -5.5, lng: -8.5 })
    expect(pointedAt(8999)).toEqual({ lat: -5.6, lng: -8.6 })
    expect(pointedAt(9000)).toBe(null)
    expect(pointedAt(10_100)).toEqual({ lat: -5.7, lng: -8.7 })
    expect(pointedAt(10_500)).toBe(null)
  })

  test('[RPL6] in older journals the pointer moves at its own time within its row, and goes when it rests', () => {
    expect(timeline.pointerAt(timeline.momentAt(1000))).toBe(null)
    expect(timeline.pointerAt(timeline.momentAt(1100))).toEqual({ lat: -5.5, lng: -8.5 })
    expect(timeline.pointerAt(timeline.momentAt(1950))).toEqual({ lat: -5.6, lng: -8.6 })
    expect(timeline.pointerAt(timeline.momentAt(5000))).toBe(null)
  })

  test('[RPL7] what reached a seat as a whole view is marked like the event it was', () => {
    expect(timeline.markers().map(({ t, kind, syndicate }) => [t, kind, syndicate])).toEqual([[100, 'FloorGiven', 's1'], [6000, 'FloorGiven', 's2']])
    expect(timeline.end).toEqual({ sequence: 5, recordedAt: 9000 })
    expect(timeline.nextActivityAfter(100)).toBe(6000)
    expect(timeline.nextActivityAfter(6000)).toBe(9000)
  })

  test('[RPL9] begins where the seat was let in', () => {
    const late = new Timeline()
    late.append([
      { kind: 'view', s: 1, t: 0, view: { ...view, seats: {} } },
      { kind: 'view', s: 4, t: 5000, view },
      { kind: 'end', s: 5, t: 9000 },
    ])
    late.beginWhere((each) => each.seats[omar]?.status === 'admitted')
    expect(late.start).toEqual({ sequence: 4, recordedAt: 5000 })
    expect(late.momentAt(0)).toEqual({ sequence: 4, recordedAt: 5000 })
  })
})
