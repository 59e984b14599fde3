/** A document out of the journal: the nearest checkpoint and the rows after it. */
import * as Y from 'yjs'
import type { Annotation } from '#shared/board/annotation.ts'
import { readAnnotation } from '#shared/board/boardDocument.ts'
import { createReadingDoc } from '#shared/board/readingDoc.ts'
import type { Moment } from '#shared/exercise/moment.ts'
import type { DocumentName } from '#shared/exercise/names.ts'
import { readEvent } from '#shared/exercise/upcast.ts'
import type { Journal } from '../journal/journal.ts'
import type { Log } from '../log.ts'

export interface LoadedDocument {
  readonly doc: Y.Doc
  /** The last row in it; sequence 0 when there is none. */
  readonly at: Moment
  readonly rowsSinceCheckpoint: number
  /** At most this many bytes when encoded. */
  readonly bytesAtMost: number
}

type Reading = Pick<Journal, 'checkpointBefore' | 'readDocument' | 'read'>

const rowsAtOnce = 1000

/** The document as it stood after `upTo`. Rejects with DamagedRow. A row Yjs does not take is logged and left out. */
export async function loadDocument(journal: Reading, wireName: string, upTo: number, log: Log): Promise<LoadedDocument> {
  const checkpoint = await journal.checkpointBefore(wireName, upTo)
  const kept = checkpoint === null ? null : docOf(checkpoint.bytes)
  const doc = kept ?? createReadingDoc()
  let at: Moment = kept === null || checkpoint === null ? { sequence: 0, recordedAt: 0 } : { sequence: checkpoint.sequence, recordedAt: checkpoint.recordedAt }
  let bytesAtMost = kept === null || checkpoint === null ? 0 : checkpoint.bytes.length
  let count = 0
  for (;;) {
    const rows = await journal.readDocument(wireName, at.sequence, upTo, rowsAtOnce)
    Y.transact(doc, () => {
      for (const row of rows) {
        try {
          Y.applyUpdate(doc, row.bytes)
        } catch (error) {
          log.error('applying a row to its document', error, { document: wireName, sequence: row.sequence })
        }
        bytesAtMost += row.bytes.length
        at = { sequence: row.sequence, recordedAt: row.recordedAt }
      }
    }, null, false)
    count += rows.length
    if (rows.length < rowsAtOnce) return { doc, at, rowsSinceCheckpoint: count, bytesAtMost }
  }
}

/** The encoded state after `upTo`; what was deleted before is not in it. */
export async function stateBefore(journal: Reading, wireName: string, upTo: number, log: Log): Promise<Uint8Array> {
  const { doc } = await loadDocument(journal, wireName, upTo, log)
  const state = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return state
}

export interface Restore {
  readonly name: DocumentName
  readonly epoch: number
  /** Null: as the journal's own DocumentRestored has it. */
  readonly toSequence: number | null
}

/**
 * The state a restored epoch begins with: that of the epochs before it, at the sequence the restore names. Null when
 * the document held nothing yet at that sequence.
 */
export async function restoredState(journal: Reading, { name, epoch, toSequence }: Restore, log: Log): Promise<Uint8Array | null> {
  const upTo = toSequence ?? await restoreOf(journal, name, epoch)
  for (let earlier = epoch - 1; earlier >= 1; earlier -= 1) {
    const { doc, at } = await loadDocument(journal, `${name}@${earlier}`, upTo, log)
    const state = Y.encodeStateAsUpdate(doc)
    doc.destroy()
    if (at.sequence > 0) return state
  }
  return null
}

/** One mark as it stood after `upTo`, in whichever epoch that was; null when there was none. */
export async function markAt(journal: Reading, { name, epoch, upTo }: { readonly name: DocumentName; readonly epoch: number; readonly upTo: number }, mark: string, log: Log): Promise<Annotation | null> {
  for (let each = epoch; each >= 1; each -= 1) {
    const { doc, at } = await loadDocument(journal, `${name}@${each}`, upTo, log)
    const found = readAnnotation(doc, mark)
    doc.destroy()
    if (at.sequence > 0) return found
  }
  return null
}

async function restoreOf(journal: Reading, name: DocumentName, epoch: number): Promise<number> {
  for (let after = 0; ;) {
    const rows = await journal.read(after, rowsAtOnce)
    for (const row of rows) {
      after = row.sequence
      if (row.kind !== 'event') continue
      const event = readEvent(JSON.parse(new TextDecoder().decode(row.bytes)))
      if (event.type === 'DocumentRestored' && event.document === name && event.epoch === epoch) return event.toSequence
    }
    if (rows.length < rowsAtOnce) throw new Error(`no restore made epoch ${epoch} of ${name}`)
  }
}

/** Null for a checkpoint that cannot be read: it is a cache, the rows say it all. */
function docOf(bytes: Uint8Array): Y.Doc | null {
  const doc = createReadingDoc()
  try {
    Y.applyUpdate(doc, bytes)
    return doc
  } catch {
    doc.destroy()
    return null
  }
}

