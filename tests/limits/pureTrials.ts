/** Published numbers that a parser, a bucket or a rule keeps: tried without a server. */
import * as Y from 'yjs'
import { parseAnnotation } from '#shared/board/annotationParser.ts'
import { putAnnotations } from '#shared/board/boardDocument.ts'
import { cleanName } from '#shared/exercise/seatName.ts'
import { limits } from '#shared/protocol/limits.ts'
import { Bringing } from '../../client/components/exchange/bringing.svelte.ts'
import { readTableFile } from '../../client/components/msel/tableFile.ts'
import { Budgets } from '../../server/documents/budgets.ts'
import { decodeUpdate } from '../../server/documents/decodedUpdate.ts'
import { Member } from '../../server/documents/member.ts'
import { RoomAwareness } from '../../server/documents/awareness.ts'
import { guardUpdate } from '../../server/documents/updateGuard.ts'
import { GuessBudget } from '../../server/gateway/guessBudget.ts'
import { SharedPace } from '../../server/time/sharedPace.ts'
import { markerAt } from '../support/editor.ts'
import { FakeClock } from '../support/fakeClock.ts'
import { awarenessFrame, gcStruct, nestedValueUpdate, rawUpdate } from '../support/hostileFrames.ts'
import { smallCast } from '../support/smallExercise.ts'
import { passedOver, waits, type Trial } from './trial.ts'

function guarded(bytes: Uint8Array): string | null {
  const update = decodeUpdate(bytes)
  if (update === null) return 'this is no update'
  const verdict = guardUpdate(update, { stateVector: new Map(), owners: new Map() }, 'amina', limits)
  return verdict.kind === 'refuse' ? verdict.why : null
}

/** A person's socket that has so many bytes still to take. */
function slowReader(waitingBytes: number): { readonly member: Member; readonly clock: FakeClock; said: string | null; sent: number } {
  const clock = new FakeClock()
  const line = { clock, said: null as string | null, sent: 0, member: new Member({ waitingBytes, send: () => { line.sent += 1 }, pause: () => undefined, resume: () => undefined, listen: () => undefined, close: (_code, reason) => { line.said = reason } }, 'amina', true, new FakeClock()) }
  return line
}

const wholeMinuteMs = 60_000

export const pureTrials = {
  unbackedRun: async (size) => guarded(rawUpdate([{ client: 21, clock: 0, structs: [gcStruct(size)] }])),
  valueDepth: async (size) => guarded(nestedValueUpdate(21, size)),
  writesBurst: async (size) => {
    const { writes } = new Budgets(new FakeClock(), limits.writesPerSecond).of('amina')
    const ms = Array.from({ length: size }, () => writes.spend(1))
    return ms.some((each) => each > 0) ? waits : null
  },
  writesPerSecond: async (size) => {
    const clock = new FakeClock()
    const { writes } = new Budgets(clock, limits.writesPerSecond).of('amina')
    writes.spend(limits.writesBurst)
    clock.turn(1000)
    return writes.spend(size) > 0 ? waits : null
  },
  socketQuietBytes: async (size) => {
    const reader = slowReader(size)
    const writer = slowReader(0)
    reader.member.isSynced = true
    const awareness = new RoomAwareness({
      clock: reader.clock, pace: new SharedPace(reader.clock, 80, 3), members: () => [reader.member, writer.member], ownerOf: () => 'bao', claim: () => true, mayWrite: () => true,
      userOf: () => ({ seat: 'bao', name: 'Bao', hat: null, syndicate: 's1', color: '#000000' }),
    })
    const bao = new Member(writer.member.socket, 'bao', true, writer.clock)
    awareness.receive(bao, awarenessFrame([{ client: 7, clock: 1, state: { pointer: { lat: 1, lng: 1 } } }]).subarray(2))
    reader.clock.turn(200)
    awareness.close()
    return reader.sent > 0 ? null : passedOver
  },
  socketCutBytes: async (size) => {
    const reader = slowReader(size)
    reader.member.send([new Uint8Array(1)])
    return reader.said
  },
  annotationsPerTransaction: async (size) => {
    const doc = new Y.Doc()
    let updates = 0
    doc.on('update', () => { updates += 1 })
    putAnnotations(doc, Array.from({ length: size }, (_, index) => markerAt(`m${index}`, 1, 1)), doc)
    return updates > 1 ? 'These are written in two steps.' : null
  },
  annotationPoints: async (size) => {
    const path = Array.from({ length: size }, (_, index) => [index / 1000, 1])
    const read = parseAnnotation('m1', { kind: 'line', geometry: path })
    return read === null ? 'A line of so many points cannot be drawn.' : null
  },
  annotationText: async (size) => {
    const read = parseAnnotation('m1', { kind: 'marker', geometry: [1, 1], note: 'x'.repeat(size) })
    return read?.note.length === size ? null : 'The note is cut here.'
  },
  importObjects: async (size) => {
    const bringing = new Bringing([-7, -10, -5, -8])
    const features = Array.from({ length: size }, () => ({ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [-9, -6] } }))
    await bringing.read(new File([JSON.stringify({ type: 'FeatureCollection', features })], 'marks.geojson'))
    if (bringing.problem !== null) throw new Error(bringing.problem)
    return bringing.fitsBoard ? null : 'These are kept as a reference layer.'
  },
  importBytes: async (size) => {
    const table = await readTableFile(Object.assign(new Blob([new Uint8Array(size).fill(97)]), { name: 'table.csv' }), { letters: null, separator: null })
    const bringing = new Bringing([-7, -10, -5, -8])
    await bringing.read(new File([new Uint8Array(size).fill(97)], 'marks.geojson'))
    const map = bringing.problem?.includes('too large') === true ? bringing.problem : null
    const isTooLarge = table.status === 'refused' && table.problem === 'too-large'
    if (isTooLarge !== (map !== null)) throw new Error(`tables and maps differ: ${String(map)}`)
    return map
  },
  seats: async (size) => {
    const { exercise } = smallCast()
    const present = (): number => Object.values(exercise.state.seats).filter(({ status }) => status !== 'removed').length
    while (present() < size - 1) exercise.join(`Guest ${present()}`, 'observer')
    const last = exercise.try({ kind: 'door' }, { type: 'seat:take', code: exercise.code('observer'), name: 'The last', hat: null })
    return last.ok ? null : last.refusal.sentence
  },
  nameLength: async (size) => (cleanName('n'.repeat(size)) === null ? 'Please give a name of 1 to 60 characters.' : null),
  wrongCodesPerAddressMinute: async (size) => {
    const clock = new FakeClock()
    const budget = new GuessBudget(clock)
    for (let guess = 0; guess < size - 1; guess += 1) budget.wrong('192.168.1.7')
    const wait = budget.waitMs('192.168.1.7')
    clock.turn(wholeMinuteMs)
    if (budget.waitMs('192.168.1.7') > 0) throw new Error('the minute is over')
    return wait > 0 ? `Please wait ${wait / 1000} seconds and try again.` : null
  },
  wrongCodesPerMinute: async (size) => {
    const budget = new GuessBudget(new FakeClock())
    for (let guess = 0; guess < size - 1; guess += 1) budget.wrong(`10.0.${Math.floor(guess / 200)}.${guess % 200}`)
    // Of somebody who has guessed wrong already; whoever never did is let in.
    const wait = budget.waitMs('10.0.0.1')
    if (budget.waitMs('10.9.9.9') > 0) throw new Error('an honest newcomer has to wait')
    return wait > 0 ? `Please wait ${wait / 1000} seconds and try again.` : null
  },
} as const satisfies Readonly<Record<string, Trial>>
