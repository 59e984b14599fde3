/** How a checkpoint is made again from rows: a document by applying its updates, the exercise's state by its events. */
import { createReadingDoc } from '#shared/board/readingDoc.ts'
import { canonicalDocument } from '#shared/board/canonical.ts'
import { evolve } from '#shared/exercise/evolve.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import { readEvent } from '#shared/exercise/upcast.ts'
import type { JournalEntry } from '#shared/replay/journalEntry.ts'
import * as Y from 'yjs'

export interface StreamFold {
  add(entry: JournalEntry): void
  /** What is wrong with a checkpoint at this point of the stream, to follow "the checkpoint …"; null when it is right. */
  fault(checkpoint: Uint8Array): string | null
}

/** The fold of a stream, 'exercise' or a document's wire name. */
export function foldFor(stream: string): StreamFold {
  return stream === 'exercise' ? new StateFold() : new DocumentFold()
}

const differs = 'is not what its rows make; it may be deleted, it is only a cache'
const unfounded = 'cannot be made again: a row before it cannot be applied'

class DocumentFold implements StreamFold {
  readonly #doc = createReadingDoc()
  #updates: Uint8Array[] = []
  #isBroken = false

  add(entry: JournalEntry): void {
    if (entry.kind === 'update') this.#updates.push(entry.bytes)
  }

  fault(checkpoint: Uint8Array): string | null {
    this.#isBroken ||= !applied(this.#doc, this.#updates)
    this.#updates = []
    if (this.#isBroken) return unfounded
    const kept = createReadingDoc()
    const isSame = applied(kept, [checkpoint]) && canonicalDocument(kept) === canonicalDocument(this.#doc)
    kept.destroy()
    return isSame ? null : differs
  }
}

/** One transaction: thousands of single ones take many times as long. */
function applied(doc: Y.Doc, updates: readonly Uint8Array[]): boolean {
  try {
    doc.transact(() => { for (const update of updates) Y.applyUpdate(doc, update) })
    return true
  } catch {
    return false
  }
}

class StateFold implements StreamFold {
  #state: ExerciseState | null = null
  #isBroken = false

  add(entry: JournalEntry): void {
    if (entry.kind !== 'event' || this.#isBroken) return
    try {
      const event = readEvent(JSON.parse(textOf(entry.bytes)))
      const moment = { recordedAt: entry.recordedAt, sequence: entry.sequence }
      this.#state = evolve(this.#state, { moment, author: entry.author, event })
    } catch {
      this.#isBroken = true
    }
  }

  fault(checkpoint: Uint8Array): string | null {
    if (this.#isBroken) return unfounded
    try {
      const kept: unknown = JSON.parse(textOf(checkpoint))
      const state = typeof kept === 'object' && kept !== null && 'state' in kept ? kept.state : null
      return sortedJson(state) === sortedJson(this.#state) ? null : differs
    } catch {
      return differs
    }
  }
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
}

function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part)
}
