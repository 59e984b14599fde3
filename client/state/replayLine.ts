/** One line of a seat's own journal, as our own server sends it; what is no line at all is null. */
import type { ReplayLine } from '#shared/replay/seatJournal.ts'

const kinds: ReadonlySet<string> = new Set(['view', 'event', 'trace', 'opened', 'update', 'closed', 'end'])

export function readReplayLine(text: string): ReplayLine | null {
  try {
    const line: unknown = JSON.parse(text)
    if (typeof line !== 'object' || line === null || !('kind' in line) || !('s' in line) || !('t' in line)) return null
    return typeof line.kind === 'string' && kinds.has(line.kind) && typeof line.s === 'number' && typeof line.t === 'number' ? line as ReplayLine : null
  } catch {
    return null
  }
}
