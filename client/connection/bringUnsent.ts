/** Unsent work brought back from a file: what the documents that are open here do not hold is offered as a list, never merged blind. */
import * as Y from 'yjs'
import { stateVectorOf, workOfFile } from '#shared/board/unsavedWork.ts'
import type { LiveDocument } from './liveDocument.svelte.ts'

/** Larger than any board this program keeps. */
const mostBytes = 64 * 1024 * 1024

export type Brought =
  /** `elsewhere`: documents in the file that are not open for this seat now, and hold something. */
  | { readonly kind: 'offered'; readonly count: number; readonly elsewhere: number; readonly otherExercise: boolean }
  | { readonly kind: 'unreadable' }

type Held = Pick<LiveDocument, 'name' | 'doc' | 'access' | 'offer' | 'mayBeWritingOf'>

export async function bringUnsent(file: Pick<File, 'size' | 'text'>, documents: readonly Held[], exercise: string): Promise<Brought> {
  const read = file.size > mostBytes ? null : readUnsent(await file.text())
  if (read === null) return { kind: 'unreadable' }
  let [count, elsewhere] = [0, 0]
  for (const { name, doc } of read.documents) {
    const open = documents.find((each) => each.name === name && each.access !== 'none')
    if (open === undefined) {
      if (stateVectorOf(doc).size > 0) elsewhere += 1
    } else {
      const work = workOfFile(doc, open.doc, (client) => open.mayBeWritingOf(read.seat, client))
      open.offer(work)
      count += work.length
    }
    doc.destroy()
  }
  return { kind: 'offered', count, elsewhere, otherExercise: read.exercise !== exercise }
}

interface ReadUnsent {
  readonly exercise: string
  /** Whose work it is. */
  readonly seat: string
  readonly documents: readonly { readonly name: string; readonly doc: Y.Doc }[]
}

/** A file somebody chose: null unless it is one of ours to the last byte. */
export function readUnsent(text: string): ReadUnsent | null {
  try {
    const file: unknown = JSON.parse(text)
    if (!isRecord(file) || file['kind'] !== 'sandtable-unsent-work' || file['version'] !== 1 || typeof file['exercise'] !== 'string' || typeof file['seat'] !== 'string' || !Array.isArray(file['documents'])) return null
    const documents = file['documents'].map((each: unknown) => {
      if (!isRecord(each) || typeof each['name'] !== 'string' || typeof each['update'] !== 'string') throw new TypeError('this is no document of such a file')
      const doc = new Y.Doc({ gc: false })
      Y.applyUpdate(doc, Uint8Array.from(atob(each['update']), (letter) => letter.charCodeAt(0)))
      return { name: each['name'], doc }
    })
    return { exercise: file['exercise'], seat: file['seat'], documents }
  } catch {
    return null
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
