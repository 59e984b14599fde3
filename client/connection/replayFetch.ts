/** The seat's own journal over HTTP, read as it arrives. */
import type { DocumentName } from '#shared/exercise/names.ts'
import { ReplayReader } from '#shared/replay/replayWire.ts'
import type { ReplayLine } from '#shared/replay/seatJournal.ts'

export interface ReplayAsked {
  readonly exercise: string
  readonly seat: string
  /** Lines after this entry. */
  readonly after: number
  /** The lines of this document only. */
  readonly document?: DocumentName
  /** What is shown first: the server tells how it stood then. */
  readonly first?: { readonly document: DocumentName; readonly recordedAt: number }
}

/**
 * The seat's own journal, handed over as it arrives. True when the whole answer was read; false when it could not be
 * fetched, broke off or cannot be read: ask again from the last line's sequence.
 */
export async function fetchReplay({ exercise, seat, after, document, first }: ReplayAsked, take: (lines: readonly ReplayLine[]) => void, signal: AbortSignal): Promise<boolean> {
  try {
    const query = new URLSearchParams({ seat, after: String(after), ...(document === undefined ? {} : { document }), ...(first === undefined ? {} : { look: first.document, at: String(first.recordedAt) }) })
    const answer = await fetch(`/x/${exercise}/replay?${query.toString()}`, { signal })
    if (!answer.ok || answer.body === null) return false
    const [body, reader] = [answer.body.getReader(), new ReplayReader()]
    let ended = false
    for (;;) {
      const { done, value } = await body.read()
      if (done) return ended
      const lines = reader.read(value)
      take(lines)
      ended = lines.at(-1)?.kind === 'end'
    }
  } catch {
    return false
  }
}
