/**
 * The layers of a board: root Y.Map `layers`, one record under each id, beside the default layer the server seeds. A mark
 * names its layer; one whose layer is not there lies on the default layer, so that taking a layer away loses nothing. Records
 * of another kind than 'marks' are somebody else's and passed over.
 */
import * as Y from 'yjs'
import { limits } from '../protocol/limits.ts'
import { defaultLayer, isRecordId } from './annotation.ts'
import { readText } from './annotationParser.ts'
import { newRecordId } from './boardDocument.ts'
import { compareOrder, isOrder, middleOrder, orderAbove, orderOver, orderUnder } from './order.ts'
import { newRecord, readFields, writeFields, type Origin } from './yjsRecord.ts'

export interface MarkLayer {
  readonly id: string
  /** '' = none was given. */
  readonly name: string
  /** Fractional key, see order.ts. */
  readonly order: string
}

export const layerNameLength = 60
/** More are not offered; the hidden ones must fit into what a presenter tells. */
export const layersAtMost = 32

const fieldNames = ['kind', 'name', 'order'] as const

/** Every layer for marks, lowest first. The default layer is always there, whatever became of its record. */
export function markLayersOf(doc: Y.Doc): MarkLayer[] {
  const found = Array.from(root(doc).keys()).flatMap((id) => readLayer(id, root(doc).get(id)) ?? []).sort(compareOrder)
  const others = found.filter(({ id }) => id !== defaultLayer).slice(0, layersAtMost - 1)
  const own = found.find(({ id }) => id === defaultLayer) ?? { id: defaultLayer, name: '', order: middleOrder }
  return [own, ...others].sort(compareOrder)
}

/** Adds a layer above all others. Null when there are as many as a board takes. */
export function addMarkLayer(doc: Y.Doc, name: string, origin: Origin): string | null {
  const layers = markLayersOf(doc)
  if (layers.length >= layersAtMost) return null
  const id = newRecordId(doc)
  doc.transact(() => root(doc).set(id, newRecord({ kind: 'marks', name: layerName(name), order: orderAbove(layers.at(-1)?.order ?? null) })), origin)
  return id
}

/** False when it is gone, or nothing differs. */
export function renameMarkLayer(doc: Y.Doc, id: string, name: string, origin: Origin): boolean {
  return write(doc, id, { name: layerName(name) }, origin)
}

/** Moves a layer one step up or down. False at the end of the row, or when it is gone. */
export function moveMarkLayer(doc: Y.Doc, id: string, up: boolean, origin: Origin): boolean {
  const layers = markLayersOf(doc)
  const row = up ? layers : layers.reverse()
  const at = row.findIndex((each) => each.id === id)
  const [next, after] = row.slice(at + 1)
  if (at < 0 || next === undefined) return false
  const order = up ? orderOver(next.order, after?.order ?? null) : orderUnder(next.order, after?.order ?? null)
  return write(doc, id, { order }, origin)
}

/** Takes a layer away; its marks go to the default layer in the same transaction. The default layer stays. */
export function removeMarkLayer(doc: Y.Doc, id: string, origin: Origin): void {
  if (id === defaultLayer || readLayer(id, root(doc).get(id)) === null) return
  const marks = Array.from(doc.getMap('annotations').values()).flatMap((record) => (record instanceof Y.Map && record.get('layer') === id ? [record] : []))
  // beyond what one transaction may change, marks keep the name of a layer that is gone: read, that is the default layer
  const taken = marks.slice(0, limits.annotationsPerTransaction)
  doc.transact(() => {
    for (const record of taken) record.set('layer', defaultLayer)
    root(doc).delete(id)
  }, origin)
}

/** Calls once after each transaction that touched a layer. Returns the way to stop. */
export function observeMarkLayers(doc: Y.Doc, listener: () => void): () => void {
  const layers = root(doc)
  const hear = (): void => listener()
  layers.observeDeep(hear)
  return () => layers.unobserveDeep(hear)
}

function readLayer(id: string, record: unknown): MarkLayer | null {
  const fields = readFields(record, fieldNames)
  if (fields === null || !isRecordId(id)) return null
  const { kind, name, order } = fields
  if (kind !== undefined && kind !== 'marks') return null
  return { id, name: layerName(name), order: isOrder(order) ? order : middleOrder }
}

/** The seeded name of the default layer is a word for machines. */
function layerName(name: unknown): string {
  const words = readText(name, layerNameLength).replace(/\s+/g, ' ').trim()
  return words === defaultLayer ? '' : words
}

function write(doc: Y.Doc, id: string, fields: Readonly<Record<string, unknown>>, origin: Origin): boolean {
  const record = root(doc).get(id)
  if (record instanceof Y.Map && readLayer(id, record) !== null) return Y.transact(doc, () => writeFields(record, fields), origin)
  if (id !== defaultLayer || record !== undefined) return false
  doc.transact(() => root(doc).set(id, newRecord({ name: defaultLayer, order: middleOrder, ...fields })), origin)
  return true
}

function root(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('layers')
}
