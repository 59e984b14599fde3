/** One board as it was at one moment, kept beside the record while that plays on. A copy: the record plays one document. */
import * as Y from 'yjs'
import type { RecordedAt } from '#shared/exercise/moment.ts'
import type { DocumentName } from '#shared/exercise/names.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import { createReadingDoc } from '#shared/board/readingDoc.ts'
import type { Timeline } from '#shared/replay/timeline.ts'
import type { OpenDocument } from './source.ts'

export class KeptMoment {
  readonly view: ExerciseState | null
  readonly document: OpenDocument

  constructor(timeline: Timeline, name: DocumentName, at: RecordedAt) {
    const moment = timeline.momentAt(at)
    this.view = timeline.viewAt(moment)
    const then = timeline.documentAt(name, moment)
    const doc = createReadingDoc()
    if (then !== null) Y.applyUpdate(doc, Y.encodeStateAsUpdate(then.doc))
    this.document = {
      name, doc, access: then === null ? 'none' : 'read', status: then === null ? 'closed' : 'live', unsaved: 0, position: null, peers: [], awareness: null, salvaged: [],
      dismissSalvaged: () => undefined, tell: () => undefined, release: () => undefined,
    }
  }

  close(): void {
    this.document.doc.destroy()
  }
}
