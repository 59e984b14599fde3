import { expect, test } from 'vitest'
import { evolve } from '#shared/exercise/evolve.ts'
import type { ExerciseEvent } from '#shared/exercise/events.ts'
import { joinCodes, openingEvent } from '#shared/exercise/openExercise.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import { eventBytes, happenedOf, traceOf } from '../../../server/exercises/journalText.ts'
import { firstChain, hashEntry, nextChain } from '../../../server/journal/hash.ts'
import { takingOut } from '../../../server/redaction/takingOut.ts'
import { Words } from '../../../server/redaction/words.ts'
import type { StoredEntry } from '../../../server/storage/storage.ts'
import { smallScenario } from '../../fixtures/smallScenario.ts'
import { randomAct } from '../../support/randomCommands.ts'
import { seededRandom } from '../../support/seededRandom.ts'
import { smallCast } from '../../support/smallExercise.ts'
import type { SmallExercise } from '../../support/smallExercise.ts'

/** The events of an exercise as rows, its opening first, and behind them what else is given. */
function rowsOf(exercise: SmallExercise, more: readonly Pick<StoredEntry, 'kind' | 'bytes'>[] = []): StoredEntry[] {
  const opening = { kind: 'event' as const, author: 'server', recordedAt: 0, bytes: eventBytes(opened()) }
  const events = exercise.steps.map(({ happened }) => ({ kind: 'event' as const, author: happened.author, recordedAt: happened.moment.recordedAt, bytes: eventBytes(happened.event) }))
  const rows: StoredEntry[] = []
  for (const each of [opening, ...events, ...more.map((one) => ({ ...one, author: 'dana', recordedAt: exercise.now }))]) {
    const entry = { ...each, sequence: rows.length + 1, document: null }
    const hash = hashEntry(entry)
    rows.push({ ...entry, bytesHash: null, hash, chain: nextChain(rows.at(-1)?.chain ?? firstChain('x1'), hash) })
  }
  return rows
}

/** As SmallExercise is opened. */
function opened(): ExerciseEvent {
  let codes = 77_000_000
  return openingEvent(smallScenario, {
    id: 'exercise', title: 'Course 7', syndicates: 3, codes: joinCodes(3, () => String(codes += 1)), lobby: false, openedWallAt: '2026-03-02T07:30:00.000Z',
    roster: [{ name: 'Amina Diallo', nation: 'ROSTER-NATION', syndicate: 's1' }],
  })
}

function folded(rows: readonly StoredEntry[]): string {
  let state: ExerciseState | null = null
  for (const row of rows) if (row.kind === 'event') state = evolve(state, happenedOf(row))
  return JSON.stringify(state)
}

function without(rows: readonly StoredEntry[], changed: ReadonlyMap<number, Uint8Array>): StoredEntry[] {
  return rows.map((row) => ({ ...row, bytes: changed.get(row.sequence) ?? row.bytes }))
}

const text = (row: StoredEntry | undefined): string => new TextDecoder().decode(row?.bytes)

test('[RED2] a name in events and traces is blacked out, letter for letter, and they fold as before', () => {
  const { exercise, dana } = smallCast()
  exercise.begin('move-1')
  exercise.ask(dana, { type: 'message:send', text: 'Ask Otto Beispiel, OTTO BEISPIEL.', syndicates: [] })
  const message: Pick<StoredEntry, 'kind' | 'bytes'> = { kind: 'event', bytes: eventBytes({ type: 'MessageSent', text: 'Otto "Beispiel" is not Otto\nBeispiel', syndicates: [] }) }
  const trace: Pick<StoredEntry, 'kind' | 'bytes'> = { kind: 'trace', bytes: new TextEncoder().encode('{"version":1,"type":"PointerMoved","samples":[],"by":"Otto Beispiel"}') }
  const rows = rowsOf(exercise, [message, trace])
  const words = new Words(['otto beispiel'])
  const { changed, found, hindrances } = takingOut(rows, words)
  expect(hindrances).toEqual([])
  expect(Object.fromEntries(found)).toEqual({ events: 2, traces: 1 })
  const after = without(rows, changed)
  expect(after.map(text).filter((each) => each.includes('MessageSent')).flatMap((each) => each.match(/"text":"(?:[^"\\]|\\.)*"/) ?? [])).toEqual([
    '"text":"Ask █████████████, █████████████."', String.raw`"text":"Otto \"Beispiel\" is not █████████████"`,
  ])
  const last = after.at(-1)
  expect(last === undefined ? null : traceOf(last)).toEqual({ type: 'PointerMoved', samples: [], by: '█████████████' })
  expect(folded(after)).toBe(folded(rows).replaceAll(/otto( |\\n)beispiel/gi, '█████████████'))
})

test('[RED2] the program goes by its names: they stay, and are counted', () => {
  const { exercise, bao } = smallCast()
  const words = new Words([bao])
  const rows = rowsOf(exercise)
  const { changed, kept, hindrances } = takingOut(rows, words)
  expect([changed.size, hindrances, (kept.get('events') ?? 0) > 0]).toEqual([0, [], true])
})

test('[RED2] random exercises come to the same without a word as with it, but for the word', () => {
  const sizes: number[] = []
  for (let seed = 1; seed <= 12; seed += 1) {
    const { exercise } = smallCast()
    exercise.begin('move-1')
    const random = seededRandom(seed)
    for (let act = 0; act < 340; act += 1) randomAct(exercise, random)
    const rows = rowsOf(exercise)
    const words = new Words(['Name 1', 'NOTE-s1', 'QUESTION-WAITING', 'MESSAGE-s2', 'WORLD-s1', 'Dana', 'Amina Diallo'])
    const { changed, hindrances } = takingOut(rows, words)
    expect(hindrances, `seed ${seed}`).toEqual([])
    expect(takingOut(without(rows, changed), words).changed.size).toBe(0)
    sizes.push(changed.size)
  }
  expect(Math.min(...sizes)).toBeGreaterThan(5)
})

test('[RED2] what cannot be read and holds the words stops it all', () => {
  const { exercise } = smallCast()
  const rows = rowsOf(exercise, [{ kind: 'event', bytes: new TextEncoder().encode('{"text":"Otto Beispiel') }])
  expect(takingOut(rows, new Words(['Otto Beispiel'])).hindrances).toEqual([`Entry ${rows.length}, an event, cannot be read, and the words stand in it.`])
})
