/**
 * This browser's own copy of a document one may write, so that a closed tab's kept edits are sent when the same browser
 * opens the same seat again. One database for each exercise, epoch, document and seat: two people who share a laptop never
 * send or read each other's. Client ids are never stored: Yjs gives each opened document a fresh one.
 */
import { IndexeddbPersistence, clearDocument } from 'y-indexeddb'
import * as Y from 'yjs'
import { parseDocumentName } from '#shared/board/documentName.ts'
import type { Machine } from '../state/machine.ts'

const prefix = 'sandtable'
const patienceMs = 3000

/** Never kept in a browser: staff's secrets and protected cases. */
export function mayKeepCopy(document: string): boolean {
  const kind = parseDocumentName(document)?.kind
  return kind === 'board' || kind === 'discussion' || kind === 'overlay' || kind === 'plenary'
}

export function copyName(exercise: string, wireName: string, seat: string): string {
  return `${prefix}|${exercise}|${seat}|${wireName}`
}

export interface LocalCopy {
  /** Origin of what was read from the copy. */
  readonly origin: unknown
  /** Stops keeping; the copy stays for the next time. */
  close(): void
  /** Stops keeping and deletes the copy. */
  wipe(): Promise<void>
}

/** Reads the copy into `doc` and keeps it from now on. Null when this browser cannot keep one, or not in time. */
export async function openLocalCopy(name: string, doc: Y.Doc, machine: Machine): Promise<LocalCopy | null> {
  if (!(await canStore(machine))) return null
  const kept = new IndexeddbPersistence(name, doc)
  const inTime = await Promise.race([
    kept.whenSynced.then(() => true),
    new Promise<false>((resolve) => machine.after(patienceMs, () => resolve(false))),
  ])
  if (!inTime) {
    void kept.destroy()
    return null
  }
  return {
    origin: kept,
    close: () => void kept.destroy(),
    wipe: () => kept.clearData(),
  }
}

/** What a closed tab left unsent in a document one may no longer write: read once, then deleted. Null when there is none. */
export async function takeLeftCopy(name: string, machine: Machine): Promise<Y.Doc | null> {
  const doc = new Y.Doc()
  const copy = await openLocalCopy(name, doc, machine)
  await copy?.wipe()
  return doc.store.clients.size === 0 ? null : doc
}

/** Deletes every copy of a seat: on leaving it, or when it was moved elsewhere. */
export async function wipeLocalCopies(seat: string, wireNames: readonly string[], exercise: string): Promise<void> {
  if (typeof indexedDB === 'undefined') return
  await Promise.allSettled(wireNames.map((wireName) => clearDocument(copyName(exercise, wireName, seat))))
}

let storable: Promise<boolean> | null = null

/** Asked once: private windows of some browsers refuse. */
function canStore(machine: Machine): Promise<boolean> {
  storable ??= new Promise<boolean>((resolve) => {
    if (typeof indexedDB === 'undefined') return resolve(false)
    machine.after(patienceMs, () => resolve(false))
    try {
      const probe = indexedDB.open(`${prefix}|probe`)
      probe.onerror = () => resolve(false)
      probe.onsuccess = () => {
        probe.result.close()
        resolve(true)
      }
    } catch {
      resolve(false)
    }
  })
  return storable
}
