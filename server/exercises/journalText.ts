/** Events and traces as the bytes of journal rows, and back. */
import * as z from 'zod/mini'
import type { ExerciseEvent, Happened } from '#shared/exercise/events.ts'
import type { Trace } from '#shared/exercise/plenary.ts'
import { encodeEvent, readEvent } from '#shared/exercise/upcast.ts'
import type { JournalEntry } from '#shared/replay/journalEntry.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

const degrees = z.number()
const traceParser = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('StageViewShown'),
    view: z.object({
      bounds: z.tuple([degrees, degrees, degrees, degrees]), section: z.nullable(z.string()),
      hiddenLayers: z.array(z.string()), highlight: z.array(z.string()),
    }),
  }),
  z.object({ type: z.literal('PointerMoved'), samples: z.array(z.tuple([z.number(), degrees, degrees])) }),
])

export function eventBytes(event: ExerciseEvent): Uint8Array {
  return encoder.encode(encodeEvent(event))
}

export function traceBytes(trace: Trace): Uint8Array {
  return encoder.encode(JSON.stringify(trace))
}

/** The event of a row of kind 'event'. Throws when the row is none that this version knows. */
export function happenedOf(entry: JournalEntry): Happened {
  const event = readEvent(JSON.parse(decoder.decode(entry.bytes)))
  return { moment: { recordedAt: entry.recordedAt, sequence: entry.sequence }, author: entry.author, event }
}

/** The trace of a row of kind 'trace'; null for a trace of a later version: it decides nothing. */
export function traceOf(entry: JournalEntry): Trace | null {
  const parsed = traceParser.safeParse(JSON.parse(decoder.decode(entry.bytes)))
  return parsed.success ? parsed.data : null
}
