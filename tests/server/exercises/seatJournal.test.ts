/** A seat's own journal: what each kind of seat is given of one small day. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { decide } from '#shared/exercise/decide.ts'
import type { Actor } from '#shared/exercise/decide.ts'
import type { Command, HouseCommand } from '#shared/exercise/commands.ts'
import { evolve } from '#shared/exercise/evolve.ts'
import type { ExerciseEvent } from '#shared/exercise/events.ts'
import { joinCodes, openingEvent } from '#shared/exercise/openExercise.ts'
import { viewFor } from '#shared/exercise/seatView.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import type { ReplayLine } from '#shared/replay/seatJournal.ts'
import { Timeline } from '#shared/replay/timeline.ts'
import { eventBytes, traceBytes } from '../../../server/exercises/journalText.ts'
import { type LookedAt, replayBatches, type ReplaySource } from '../../../server/exercises/seatJournal.ts'
import { Journal } from '../../../server/journal/journal.ts'
import { MemoryStorage } from '../../../server/storage/memory.ts'
import { smallMsel, smallScenario } from '../../fixtures/smallScenario.ts'
import { FakeClock } from '../../support/fakeClock.ts'

/** One small day with real decisions, a real journal and documents folded from it. */
class Day {
  readonly clock: FakeClock
  readonly docs = new Map<string, Y.Doc>()
  readonly rows = new Map<string, { s: number; update: Uint8Array }[]>()
  readonly journal: Journal
  #state: ExerciseState | null = null
  #ids = 0

  private constructor(clock: FakeClock, journal: Journal) {
    this.clock = clock
    this.journal = journal
  }

  static async begin(): Promise<Day> {
    const clock = new FakeClock()
    const { store, fence } = await new MemoryStorage().openExercise('x')
    const day = new Day(clock, await Journal.open({ store, fence, clock }))
    let code = 0
    const opened = openingEvent(smallScenario, {
      id: 'x', title: 'Small day', syndicates: 2, roster: [], lobby: false, openedWallAt: '2026-11-23T08:00:00.000Z',
      codes: joinCodes(2, () => String(10_000_000 + (code += 1))),
    })
    day.happen(opened, 'server')
    return day
  }

  get state(): ExerciseState {
    if (this.#state === null) throw new Error('the day has not begun')
    return this.#state
  }

  happen(event: ExerciseEvent, author: string): void {
    const { entry } = this.journal.add({ kind: 'event', author, document: null, bytes: eventBytes(event) })
    this.#state = evolve(this.#state, { moment: { recordedAt: entry.recordedAt, sequence: entry.sequence }, author, event })
    this.clock.turn(10)
  }

  do(command: Command | HouseCommand, actor: Actor): string {
    const decision = decide(this.state, command, actor, {
      now: this.journal.now(), sequence: this.journal.head().sequence, msel: smallMsel, newId: () => `id${(this.#ids += 1)}`, newCode: () => '99999999',
    })
    if (!decision.ok) throw new Error(decision.refusal.sentence)
    const author = actor.kind === 'seat' ? actor.seat : 'server'
    for (const event of decision.events) this.happen(event, author)
    for (const trace of decision.traces) this.journal.add({ kind: 'trace', author, document: null, bytes: traceBytes(trace) })
    return decision.result.seat ?? ''
  }

  join(role: string, name: string, syndicate: string | null = null): string {
    const code = this.state.codes.find((each) => each.role === role && each.syndicate === syndicate)?.code ?? ''
    return this.do({ type: 'seat:take', code, name, hat: null }, { kind: 'door' })
  }

  /** Somebody writes a key into a board; a row of the journal. */
  write(document: string, author: string, change: (map: Y.Map<unknown>) => void): void {
    const doc = this.docs.get(document) ?? new Y.Doc()
    this.docs.set(document, doc)
    doc.once('update', (update: Uint8Array) => {
      const { entry } = this.journal.add({ kind: 'update', author, document: { name: document, epoch: 1 }, bytes: update })
      this.rows.set(document, [...(this.rows.get(document) ?? []), { s: entry.sequence, update }])
    })
    change(doc.getMap('annotations'))
    this.clock.turn(10)
  }

  async replay(seat: string, after = 0, lookedAt: LookedAt | null = null): Promise<ReplayLine[]> {
    const stateAt = (name: string, _epoch: number, sequence: number): Promise<Uint8Array> => {
      const doc = new Y.Doc()
      for (const row of this.rows.get(name) ?? []) if (row.s <= sequence) Y.applyUpdate(doc, row.update)
      return Promise.resolve(Y.encodeStateAsUpdate(doc))
    }
    await new Promise((resolve) => { setImmediate(() => setImmediate(resolve)) })
    const source = { journal: this.journal, published: { state: this.state, moment: this.journal.head(), shown: null }, documents: { stateAt } } as unknown as ReplaySource
    const lines: ReplayLine[] = []
    for await (const batch of replayBatches(source, seat, after, null, lookedAt)) lines.push(...batch)
    return lines
  }
}

/** What somebody sees who plays the lines to their end: the view and every open document. */
function play(lines: readonly ReplayLine[]): { view: ExerciseState | null; documents: Record<string, unknown>; everything: string } {
  let view: ExerciseState | null = null
  const docs = new Map<string, Y.Doc>()
  for (const line of lines) {
    if (line.kind === 'view') view = line.view
    if (line.kind === 'event') view = evolve(view, { moment: { recordedAt: line.t, sequence: line.s }, author: line.author, event: line.event })
    if (line.kind === 'opened') {
      const doc = new Y.Doc()
      Y.applyUpdate(doc, line.state)
      docs.set(line.document, doc)
    }
    if (line.kind === 'update') {
      const doc = docs.get(line.document)
      if (doc === undefined) throw new Error(`a row of ${line.document} before it was opened`)
      Y.applyUpdate(doc, line.update)
    }
    if (line.kind === 'closed') docs.delete(line.document)
  }
  const bytes = lines.map((line) => (line.kind === 'update' ? Buffer.from(line.update) : line.kind === 'opened' ? Buffer.from(line.state) : Buffer.from(JSON.stringify(line)))).map((each) => each.toString('latin1')).join('\n')
  return { view, documents: Object.fromEntries([...docs].map(([name, doc]) => [name, doc.getMap('annotations').toJSON()])), everything: bytes }
}

const board = (syndicate: string): string => `syndicate/${syndicate}/board`
let day: Day
let dana: string
let amina: string
let bao: string
let omar: string
const staff = (): Actor => ({ kind: 'seat', seat: dana })

beforeEach(async () => {
  day = await Day.begin()
  dana = day.do({ type: 'chief:seat', name: 'dana' }, { kind: 'door' })
  amina = day.join('member', 'amina', 's1')
  bao = day.join('member', 'bao', 's2')
  omar = day.join('observer', 'omar')
})
afterEach(async () => { await day.journal.close() })

describe('replay for each seat', () => {
  test('[RPL1] the last line of everybody\'s journal folds to the view they have now', async () => {
    day.do({ type: 'stage:begin', index: 2 }, staff())
    day.do({ type: 'inject:release', serial: 'INJ-02', syndicates: ['s1'] }, staff())
    day.do({ type: 'seat:move', seat: bao, syndicate: 's1', hat: null }, staff())
    for (const seat of [dana, amina, bao, omar]) {
      const lines = await day.replay(seat)
      expect(play(lines).view).toEqual(viewFor(day.state, seat))
      expect(lines.at(-1)).toMatchObject({ kind: 'end', s: day.journal.head().sequence })
      expect(lines.map((line) => line.s)).toEqual([...lines.map((line) => line.s)].sort((a, b) => a - b))
    }
  })

  test('[RPL2] other syndicates and observers get no row of a board that was never theirs to read', async () => {
    day.write(board('s1'), amina, (map) => map.set('a', 'SECRET-ALPHA'))
    day.write('control', dana, (map) => map.set('m', 'SECRET-CONTROL'))
    for (const seat of [bao, omar]) expect(play(await day.replay(seat)).everything).not.toMatch(/SECRET/)
    expect(play(await day.replay(amina)).documents[board('s1')]).toEqual({ a: 'SECRET-ALPHA' })
    expect(play(await day.replay(amina)).everything).not.toContain('SECRET-CONTROL')
    expect(play(await day.replay(dana)).documents).toMatchObject({ [board('s1')]: { a: 'SECRET-ALPHA' }, control: { m: 'SECRET-CONTROL' } })
  })

  test('[RPL3] the floor opens a board with its state, without what was deleted before, and closes it again', async () => {
    day.write(board('s1'), amina, (map) => map.set('a', 'DELETED-NAME'))
    day.write(board('s1'), amina, (map) => map.delete('a'))
    day.write(board('s1'), amina, (map) => map.set('b', 'shown'))
    day.do({ type: 'stage:begin', index: 5 }, staff())
    day.do({ type: 'floor:give', syndicate: 's1' }, staff())
    day.write(board('s1'), amina, (map) => map.set('c', 'drawn on stage'))
    const during = play(await day.replay(omar))
    expect(during.documents[board('s1')]).toEqual({ b: 'shown', c: 'drawn on stage' })
    expect(during.everything).not.toContain('DELETED-NAME')
    day.do({ type: 'floor:take' }, staff())
    day.write(board('s1'), amina, (map) => map.set('d', 'AFTER-THE-FLOOR'))
    const after = play(await day.replay(omar))
    expect(after.documents[board('s1')]).toBeUndefined()
    expect(after.everything).toContain('drawn on stage')
    expect(after.everything).not.toContain('AFTER-THE-FLOOR')
  })

  test('[RPL42] who looks at a moment first is told how the board stood then, where the board was open to that seat then', async () => {
    day.write(board('s1'), amina, (map) => map.set('a', 'one'))
    day.write(board('s1'), amina, (map) => map.set('b', 'two'))
    const recordedAt = day.journal.now() - 1
    day.write(board('s1'), amina, (map) => map.set('c', 'LATER'))
    const lookedAt = { document: board('s1'), recordedAt }
    const lines = await day.replay(amina, 0, lookedAt)
    const at = lines.findIndex(({ kind }) => kind === 'stood')
    const stood = lines[at]
    if (stood?.kind !== 'stood') throw new Error('nothing was told')
    const doc = new Y.Doc()
    Y.applyUpdate(doc, stood.state)
    expect(doc.getMap('annotations').toJSON()).toEqual({ a: 'one', b: 'two' })
    expect([lines[at - 1]?.kind, lines[at - 1]?.s, lines[at + 1]?.kind]).toEqual(['update', stood.s, 'update'])
    expect(lines.filter((_, index) => index !== at)).toEqual(await day.replay(amina))
    for (const seat of [bao, omar]) expect(await day.replay(seat, 0, lookedAt)).toEqual(await day.replay(seat))
    expect(await day.replay(amina, stood.s, lookedAt)).toEqual(await day.replay(amina, stood.s))
  })

  test('[RPL4] a board released with its making is read in all its rows; released as result, from then on', async () => {
    day.write(board('s1'), amina, (map) => map.set('a', 'first draft'))
    day.write(board('s2'), bao, (map) => map.set('b', 'EARLIER-BRAVO'))
    day.write(board('s2'), bao, (map) => map.delete('b'))
    day.do({ type: 'board:release', syndicate: 's1', history: 'making' }, staff())
    day.do({ type: 'board:release', syndicate: 's2', history: 'result' }, staff())
    const lines = await day.replay(omar)
    const opened = lines.find((line) => line.kind === 'opened' && line.document === board('s1'))
    const firstRow = lines.find((line) => line.kind === 'update' && line.document === board('s1'))
    expect(opened?.s).toBeLessThan(firstRow?.s ?? 0)
    expect(play(lines).documents[board('s1')]).toEqual({ a: 'first draft' })
    expect(play(lines).everything).not.toContain('EARLIER-BRAVO')
  })

  test('[RPL5] a deputy who came late replays the whole day; an observer from the door on', async () => {
    day.do({ type: 'stage:begin', index: 2 }, staff())
    day.do({ type: 'inject:release', serial: 'INJ-02', syndicates: ['s1'] }, staff())
    const deputy = day.join('deputy', 'late deputy')
    const guest = day.join('observer', 'late guest')
    const full = await day.replay(deputy)
    expect(full[0]).toMatchObject({ kind: 'view', s: 1 })
    expect(full.some((line) => line.kind === 'event' && line.event.type === 'InjectReleased')).toBe(true)
    expect(play(full).view).toEqual(viewFor(day.state, deputy))
    const short = await day.replay(guest)
    expect(short.some((line) => line.kind === 'event' && line.event.type === 'InjectReleased')).toBe(false)
    expect(play(short).view).toEqual(viewFor(day.state, guest))
    expect(play(short).everything).not.toMatch(/CANARY|PLANNED/)
  })

  test('[RPL6] the presenter\'s views are replayed, and a replay goes on where it was read to', async () => {
    day.do({ type: 'stage:begin', index: 5 }, staff())
    day.do({ type: 'floor:give', syndicate: 's1' }, staff())
    day.do({ type: 'stage:show', view: { bounds: [-6, -9, -5, -8], section: 'risk', hiddenLayers: [], highlight: [] } }, { kind: 'seat', seat: amina })
    const lines = await day.replay(omar)
    expect(lines.some((line) => line.kind === 'trace' && line.trace.type === 'StageViewShown')).toBe(true)
    const middle = lines[Math.floor(lines.length / 2)]?.s ?? 0
    const rest = await day.replay(omar, middle)
    expect(rest).toEqual(lines.filter((line) => line.s > middle || line.kind === 'end'))
  })

  test('[RPL41] who comes while somebody presents replays what the room looked at when they came', async () => {
    day.do({ type: 'stage:begin', index: 5 }, staff())
    day.do({ type: 'floor:give', syndicate: 's1' }, staff())
    day.do({ type: 'stage:show', view: { bounds: [-6, -9, -5, -8], section: 'risk', hiddenLayers: [], highlight: [] } }, { kind: 'seat', seat: amina })
    const guest = day.join('observer', 'late guest')
    const timeline = new Timeline()
    timeline.append(await day.replay(guest))
    timeline.beginWhere((view) => view.seats[guest]?.status === 'admitted')
    expect(timeline.seek(timeline.start).stageView?.section).toBe('risk')
    day.do({ type: 'floor:give', syndicate: 's2' }, staff())
    const later = day.join('observer', 'later guest')
    const afterwards = new Timeline()
    afterwards.append(await day.replay(later))
    expect(afterwards.seek(afterwards.end).stageView).toBeNull()
  })

  test('[RPL7] who moved to another syndicate keeps what they read, and reads nothing of the old table afterwards', async () => {
    day.write(board('s1'), amina, (map) => map.set('a', 'while-there'))
    day.do({ type: 'seat:move', seat: amina, syndicate: 's2', hat: null }, staff())
    const carl = day.join('member', 'carl', 's1')
    day.write(board('s1'), carl, (map) => map.set('c', 'AFTER-THE-MOVE'))
    day.write(board('s2'), bao, (map) => map.set('b', 'new table'))
    const seen = play(await day.replay(amina))
    expect(seen.everything).toContain('while-there')
    expect(seen.everything).not.toContain('AFTER-THE-MOVE')
    expect(seen.documents[board('s2')]).toEqual({ b: 'new table' })
  })
})
