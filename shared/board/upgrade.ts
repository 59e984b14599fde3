/**
 * The version of a document's shape. The server alone raises it, as a journaled change, before it opens the door;
 * clients that know less keep what they do not know.
 */
import type * as Y from 'yjs'

export const boardSchemaVersion = 1

/** Null when the document carries no version that can be read. */
export function readSchemaVersion(doc: Y.Doc): number | null {
  const version = doc.getMap('meta').get('schemaVersion')
  return typeof version === 'number' && Number.isSafeInteger(version) && version >= 1 ? version : null
}

/**
 * Lifts a document to this version. True when something was written. A document of a later version is left alone: an
 * older server never writes over a newer one's work.
 */
export function upgradeDocument(doc: Y.Doc): boolean {
  if (readSchemaVersion(doc) !== null) return false
  doc.transact(() => doc.getMap('meta').set('schemaVersion', boardSchemaVersion))
  return true
}
