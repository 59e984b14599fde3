/**
 * Reference layers of a board: more objects than a board takes, kept as media and drawn to be read. A record in the root
 * `layers` of the document says which media; readers parse, and pass over what is no reference layer.
 */
import type * as Y from 'yjs'
import { isRecordId, labelLength } from './annotation.ts'
import { newRecord, readFields, type Origin } from './yjsRecord.ts'

export interface ReferenceLayer {
  readonly id: string
  readonly name: string
  readonly media: string
  /** How many objects it holds, as its bringer counted. */
  readonly objects: number
}

const fieldNames = ['kind', 'name', 'media', 'objects'] as const

/** By name. */
export function referenceLayersOf(doc: Y.Doc): ReferenceLayer[] {
  const found = Array.from(root(doc).keys()).flatMap((id) => readLayer(id, root(doc).get(id)) ?? [])
  return found.sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : one.id < other.id ? -1 : 1))
}

/** The media must be on the server's disk already. */
export function addReferenceLayer(doc: Y.Doc, { id, name, media, objects }: ReferenceLayer, origin: Origin): void {
  doc.transact(() => root(doc).set(id, newRecord({ kind: 'reference', name: name.slice(0, labelLength), media, objects })), origin)
}

/** Takes the layer off the board; its media stays in the exercise's file. Passes over what is no reference layer. */
export function removeReferenceLayer(doc: Y.Doc, id: string, origin: Origin): void {
  if (readLayer(id, root(doc).get(id)) !== null) doc.transact(() => root(doc).delete(id), origin)
}

/** Calls once after each transaction that touched a layer. Returns the way to stop. */
export function observeReferenceLayers(doc: Y.Doc, listener: () => void): () => void {
  const layers = root(doc)
  layers.observeDeep(listener)
  return () => layers.unobserveDeep(listener)
}

function readLayer(id: string, record: unknown): ReferenceLayer | null {
  const fields = readFields(record, fieldNames)
  if (fields === null || !isRecordId(id) || fields['kind'] !== 'reference') return null
  const { name, media, objects } = fields
  if (typeof media !== 'string' || !isRecordId(media)) return null
  return {
    id, media, name: typeof name === 'string' ? name.slice(0, labelLength) : '',
    objects: typeof objects === 'number' && Number.isSafeInteger(objects) && objects >= 0 ? objects : 0,
  }
}

function root(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('layers')
}
