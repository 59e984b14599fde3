/**
 * The one list of what prose may hold. An editor that does not know a node destroys it by merely opening the text, so
 * raising the version is the server's act, and nobody mounts an editor on a document of a later version.
 */
import type * as Y from 'yjs'
import { proseVersion } from '../protocol/version.ts'

export const proseNodes = ['doc', 'paragraph', 'heading', 'bulletList', 'orderedList', 'listItem', 'text'] as const
export type ProseNode = (typeof proseNodes)[number]

export const proseMarks = ['bold', 'italic'] as const
export type ProseMark = (typeof proseMarks)[number]

/** Sections carry their own title as heading 1 and 2 of the page, so officers have these two. */
export const headingLevels = [2, 3] as const
export type HeadingLevel = (typeof headingLevels)[number]

/** The version of prose in a document: 1 unless its `meta` says a later one. */
export function proseVersionOf(doc: Y.Doc): number {
  const version = doc.getMap('meta').get('proseVersion')
  return typeof version === 'number' && Number.isSafeInteger(version) && version > 1 ? version : 1
}

/** Whether an editor of this program may be mounted on the document's prose. */
export function mayEditProse(doc: Y.Doc): boolean {
  return proseVersionOf(doc) <= proseVersion
}
