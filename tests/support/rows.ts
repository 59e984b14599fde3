/** Rows as the journal seals them, for tests of what lies below it. */
import type { NewEntry } from '#shared/replay/journalEntry.ts'
import { firstChain, hashEntry, nextChain } from '../../server/journal/hash.ts'
import type { StoredEntry } from '../../server/storage/storage.ts'

/** `count` rows that follow `last`: updates of amina's board, every third an event of the server. */
export function rowsAfter(exercise: string, last: StoredEntry | null, count: number): StoredEntry[] {
  const rows: StoredEntry[] = []
  for (let number = 0; number < count; number += 1) {
    const before = rows.at(-1) ?? last
    const sequence = (before?.sequence ?? 0) + 1
    const entry = { ...sampleEntry(sequence), sequence, recordedAt: sequence * 10 }
    const hash = hashEntry(entry)
    rows.push({ ...entry, bytesHash: null, hash, chain: nextChain(before?.chain ?? firstChain(exercise), hash) })
  }
  return rows
}

export function sampleEntry(number: number): NewEntry {
  const isEvent = number % 3 === 0
  return {
    kind: isEvent ? 'event' : 'update',
    author: isEvent ? 'server' : 'amina',
    document: isEvent ? null : { name: 'syndicate/s1/board', epoch: 1 },
    bytes: new TextEncoder().encode(`row ${number}`),
  }
}
