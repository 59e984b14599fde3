/** Taking unsent work along as a file: one JSON with each document's whole state, readable marks and text beside it. */
import { annotationsOf } from '#shared/board/boardDocument.ts'
import * as Y from 'yjs'
import type { Machine } from '../state/machine.ts'
import { text } from '../text/index.ts'
import type { LiveDocument } from './liveDocument.svelte.ts'

export interface UnsentFile {
  readonly kind: 'sandtable-unsent-work'
  readonly version: 1
  readonly exercise: string
  readonly seat: string
  readonly savedWallAt: string
  readonly documents: readonly {
    readonly name: string
    readonly unsaved: number
    /** For people: the marks on the map and the words of the plan. */
    readonly annotations: readonly unknown[]
    readonly prose: Readonly<Record<string, string>>
    /** For the machine: the whole document as a Yjs update, base64. */
    readonly update: string
  }[]
}

/** Only documents this seat may write are taken along. */
export function unsentFileOf(
  documents: readonly Pick<LiveDocument, 'name' | 'doc' | 'unsaved' | 'access'>[], exercise: string, seat: string, wallMs: number,
): UnsentFile {
  return {
    kind: 'sandtable-unsent-work', version: 1, exercise, seat, savedWallAt: new Date(wallMs).toISOString(),
    documents: documents.filter((each) => each.access === 'write').map(({ name, doc, unsaved }) => ({
      name, unsaved,
      annotations: [...annotationsOf(doc).values()],
      prose: proseOf(doc),
      update: toBase64(Y.encodeStateAsUpdate(doc)),
    })),
  }
}

export function downloadUnsent(documents: readonly LiveDocument[], exercise: string, seat: string, machine: Pick<Machine, 'wallMs' | 'after'>): void {
  const file = unsentFileOf(documents, exercise, seat, machine.wallMs())
  const address = URL.createObjectURL(new Blob([JSON.stringify(file, null, 1)], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = text.common.unsentFile(exercise.slice(0, 8))
  link.click()
  machine.after(60_000, () => URL.revokeObjectURL(address))
}

function proseOf(doc: Y.Doc): Record<string, string> {
  const found: Record<string, string> = {}
  for (const name of doc.share.keys()) {
    if (!name.startsWith('plan/')) continue
    const lines = doc.getXmlFragment(name).toArray().map((block) => plainText(block, 0))
    found[name] = lines.join('\n')
  }
  return found
}

function plainText(node: unknown, depth: number): string {
  if (depth > 24) return ''
  if (node instanceof Y.XmlText) return node.toDelta().map((part: { insert?: unknown }) => (typeof part.insert === 'string' ? part.insert : '')).join('')
  if (node instanceof Y.XmlElement) return node.toArray().map((child) => plainText(child, depth + 1)).join(' ')
  return ''
}

function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let from = 0; from < bytes.length; from += 8192) binary += String.fromCharCode(...bytes.subarray(from, from + 8192))
  return btoa(binary)
}
