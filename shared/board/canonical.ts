/**
 * The canonical text of a document: equal documents give equal text, whoever holds them and however they came to be.
 * Made from what people see (values, text, marks of text), not from Yjs's own bookkeeping. For comparing and hashing.
 */
import * as Y from 'yjs'
import { liveItems, rootTypes, typeOf, type SharedType } from './yjsTypes.ts'

/** Deeper nesting than this is written as '…': no reader looks there. */
const deepest = 40

export function canonicalDocument(doc: Y.Doc): string {
  const roots = rootTypes(doc)
    .map(([name, type]) => ({ name, text: contentOf(type, 0) }))
    .filter(({ text }) => text !== '')
    .sort((one, other) => (one.name < other.name ? -1 : 1))
  return roots.map(({ name, text }) => `${JSON.stringify(name)} ${text}`).join('\n')
}

/** '' for a type that holds nothing, so that a root merely asked for does not count. */
function contentOf(type: SharedType, depth: number): string {
  if (depth > deepest) return liveItems(type).length === 0 ? '' : '…'
  const keys = keysOf(type, depth)
  const children = childrenOf(type, depth)
  return (keys === '' ? '' : `{${keys}}`) + (children === '' ? '' : `[${children}]`)
}

function keysOf(type: SharedType, depth: number): string {
  const parts: string[] = []
  for (const key of Array.from(type._map.keys()).sort()) {
    const item = type._map.get(key)
    if (item !== undefined && !item.deleted) parts.push(`${JSON.stringify(key)}:${itemText(item, depth)}`)
  }
  return parts.join(',')
}

/** Text in runs of equal marks, so that redundant marks, which some copies tidy away and others keep, do not show. */
function childrenOf(type: SharedType, depth: number): string {
  const parts: string[] = []
  const marks = new Map<string, string>()
  let run = ''
  let runMarks = ''
  const endRun = (): void => {
    if (run !== '') parts.push(JSON.stringify(run) + runMarks)
    run = ''
  }
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted) continue
    const content = item.content
    if (content instanceof Y.ContentFormat) {
      if (content.value === null) marks.delete(content.key)
      else marks.set(content.key, valueText(content.value, depth))
    } else if (content instanceof Y.ContentString) {
      const now = marksText(marks)
      if (now !== runMarks) endRun()
      runMarks = now
      run += content.str
    } else {
      endRun()
      parts.push(itemText(item, depth))
    }
  }
  endRun()
  return parts.join(',')
}

function marksText(marks: ReadonlyMap<string, string>): string {
  return marks.size === 0 ? '' : `<${Array.from(marks, ([key, value]) => `${key}=${value}`).sort().join(' ')}>`
}

function itemText(item: Y.Item, depth: number): string {
  const type = typeOf(item)
  if (type !== null) return nameOfType(type) + contentOf(type, depth + 1)
  if (item.content instanceof Y.ContentDeleted) return ''
  if (item.content instanceof Y.ContentDoc) return 'document'
  return item.content.getContent().map((value) => valueText(value, depth)).join(',')
}

function nameOfType(type: SharedType): string {
  if (type instanceof Y.XmlElement) return `element ${type.nodeName}`
  if (type instanceof Y.XmlFragment) return 'fragment'
  if (type instanceof Y.Text) return 'text'
  return type instanceof Y.Array ? 'array' : 'map'
}

function valueText(value: unknown, depth: number): string {
  if (depth > deepest) return '…'
  if (value instanceof Uint8Array) return `bytes(${Array.from(value).join(' ')})`
  if (Array.isArray(value)) return `[${value.map((each) => valueText(each, depth + 1)).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
    return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${valueText(each, depth + 1)}`).join(',')}}`
  }
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}
