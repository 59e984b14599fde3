/**
 * A free inject: written by the directing staff while the day runs, and released in the same step. It stands in no list;
 * its serial is theirs, 'FREE-1', and what is known of it is read back from the release.
 */
import type { ShelfCard } from './cards.ts'
import type { InjectContent, InjectSecrets } from './inject.ts'
import type { Msel, MselItem } from './msel.ts'
import type { Serial } from './names.ts'
import { lookUp } from './records.ts'
import type { ExerciseState } from './state.ts'

const serialOf = (number: number): Serial => `FREE-${number}`

/** Never one that was used, nor one of the list. */
export function nextFreeSerial(state: ExerciseState, msel: Msel): Serial {
  const used = new Set([...Object.keys(state.planned), ...msel.order, ...Object.values(state.injects).map(({ secrets }) => secrets?.serial ?? '')])
  let number = 1
  while (used.has(serialOf(number))) number += 1
  return serialOf(number)
}

/** The item a free inject would be in the list. */
export function itemOfFree(serial: Serial, content: InjectContent): MselItem {
  const secrets: InjectSecrets = { serial, groundTruth: '', dilemma: '', expected: [], branches: [], staffNotes: '', tags: [] }
  return { serial, move: null, dueMinute: null, contingency: false, storyline: '', hat: null, content, secrets, effects: [], visitor: false }
}

/** The item the message of a snap situation would be in the list; null for a card without one. */
export function itemOfShelf({ id, inject, expected, tags }: ShelfCard): MselItem | null {
  if (inject === null) return null
  const item = itemOfFree(id, inject)
  return { ...item, secrets: { ...item.secrets, expected, tags } }
}

/** A free inject or a shelf's message that went to some, so that it can go to others; null when there is none of that serial. */
export function freeItem(state: ExerciseState, serial: Serial): MselItem | null {
  const shelf = state.shelf.find(({ id }) => id === serial)
  if (shelf !== undefined) return lookUp(state.planned, serial)?.injectId == null ? null : itemOfShelf(shelf)
  if (!serial.startsWith('FREE-')) return null
  const id = lookUp(state.planned, serial)?.injectId
  const copies = id == null ? [] : Object.values(lookUp(state.injects, id)?.releases ?? {})
  return copies[0] === undefined ? null : itemOfFree(serial, copies[0].content)
}
