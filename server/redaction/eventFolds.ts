/** Whether the exercise comes to the same without the words as with them, but for the words: told event by event. */
import { evolve } from '#shared/exercise/evolve.ts'
import type { Sequence } from '#shared/exercise/moment.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import { isDeepStrictEqual } from 'node:util'
import { happenedOf } from '../exercises/journalText.ts'
import type { StoredEntry } from '../storage/storage.ts'
import { blackOut } from './jsonWords.ts'
import type { ProgramNames } from './programNames.ts'
import type { Words } from './words.ts'

/** Compared after each event that would be another, and at the end. */
export function foldsAlike(rows: readonly StoredEntry[], changed: ReadonlyMap<Sequence, Uint8Array>, words: Words, names: ProgramNames): boolean {
  const events = rows.filter(({ kind }) => kind === 'event')
  if (!events.some(({ sequence }) => changed.has(sequence))) return true
  let before: ExerciseState | null = null
  let after: ExerciseState | null = null
  try {
    for (const row of events) {
      const bytes = changed.get(row.sequence)
      before = evolve(before, happenedOf(row))
      after = evolve(after, happenedOf(bytes === undefined ? row : { ...row, bytes }))
      if (bytes !== undefined && !areAlike(before, after, words, names)) return false
    }
    return areAlike(before, after, words, names)
  } catch {
    return false
  }
}

function areAlike(before: ExerciseState | null, after: ExerciseState | null, words: Words, names: ProgramNames): boolean {
  return isDeepStrictEqual(blackOut(plain(before), words, names).json, plain(after))
}

function plain(state: ExerciseState | null): unknown {
  return JSON.parse(JSON.stringify(state))
}
