/** Who last wrote on a board, and when, as seen from here: read from the changes as they come, by the authors the journal proved. */
import type * as Y from 'yjs'
import { SvelteMap } from 'svelte/reactivity'
import type { SeatId } from '#shared/exercise/names.ts'
import type { RecordedAt } from '#shared/exercise/moment.ts'

export class BoardTurns {
  /** The last change by anybody; null before the first one seen. */
  changedAt = $state<RecordedAt | null>(null)
  readonly bySeat = new SvelteMap<SeatId, RecordedAt>()

  /** `authorOf` tells a client id's seat; `now` the recorded time, null while the document is still being fetched. */
  watch(doc: Y.Doc, authorOf: (clientId: number) => SeatId | undefined, now: () => RecordedAt | null): () => void {
    const hear = (transaction: Y.Transaction): void => {
      const at = now()
      if (at === null) return
      const clients = [...transaction.afterState].filter(([client, clock]) => (transaction.beforeState.get(client) ?? 0) !== clock).map(([client]) => client)
      if (clients.length === 0 && transaction.deleteSet.clients.size === 0) return
      this.changedAt = at
      for (const client of clients) {
        const seat = authorOf(client)
        if (seat !== undefined) this.bySeat.set(seat, at)
      }
    }
    doc.on('afterTransaction', hear)
    return () => doc.off('afterTransaction', hear)
  }
}
