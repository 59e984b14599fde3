/** Events and traces as the bytes of journal rows, and back. */
import type { ExerciseEvent, Happened } from '#shared/exercise/events.ts'
import type { Trace } from '#shared/exercise/plenary.ts'
import { encodeEvent, encodeTrace, readEvent, readTrace } from '#shared/exercise/upcast.ts'
import type { JournalEntry } from '#shared/replay/journalEntry.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

export function eventBytes(event: ExerciseEvent): Uint8Array {
  return encoder.encode(encodeEvent(event))
}

export function traceBytes(trace: Trace): Uint8Array {
  return encoder.encode(encodeTrace(trace))
}

/** The event of a row of kind 'event'. Throws when the row is none that this version knows. */
export function happenedOf(entry: JournalEntry): Happened {
  const event = readEvent(JSON.parse(decoder.decode(entry.bytes)))
  return { moment: { recordedAt: entry.recordedAt, sequence: entry.sequence }, author: entry.author, event }
}

/** The trace of a row of kind 'trace'; null for one of a later version: it decides nothing, so the rest goes on. */
export function traceOf(entry: JournalEntry): Trace | null {
  try {
    return readTrace(JSON.parse(decoder.decode(entry.bytes)))
  } catch {
    return null
  }
}
