/**
 * Walking the shared types of a document without recursion: anybody may nest types thousands deep, and a recursive
 * walk, a recursive delete or `toJSON` would then break the process that reads.
 */
import * as Y from 'yjs'

/** Yjs types the events of a type loosely; nothing here listens to them. */
export type SharedType = NonNullable<ReturnType<Y.Doc['share']['get']>>

/** The items of a type that are still there: values of keys, then children in order. */
export function liveItems(type: SharedType): Y.Item[] {
  const items: Y.Item[] = []
  for (const item of type._map.values()) if (!item.deleted) items.push(item)
  for (let item = type._start; item !== null; item = item.right) if (!item.deleted) items.push(item)
  return items
}

export function typeOf(item: Y.Item): SharedType | null {
  return item.content instanceof Y.ContentType ? item.content.type : null
}

export function rootTypes(doc: Y.Doc): (readonly [string, SharedType])[] {
  return Array.from(doc.share)
}

/** The items holding the types that lie `most` levels of types below this one; nothing deeper is looked at. */
export function typesAtDepth(top: SharedType, most: number): Y.Item[] {
  let level: Y.Item[] = liveItems(top).filter((item) => typeOf(item) !== null)
  for (let depth = 1; depth < most && level.length > 0; depth += 1) level = level.flatMap(childTypes)
  return level
}

const itemsPerTransaction = 200

/**
 * Deletes items with everything in them, innermost first and in several transactions: one delete of a deep nesting
 * overflows the stack here and again wherever the change is applied. Must not be called inside a transaction.
 */
export function deleteDeep(doc: Y.Doc, items: readonly Y.Item[]): void {
  const all: Y.Item[] = []
  for (let level = items; level.length > 0; level = level.flatMap(childTypes)) all.push(...level)
  all.reverse()
  for (let from = 0; from < all.length; from += itemsPerTransaction) {
    doc.transact((transaction) => {
      for (const item of all.slice(from, from + itemsPerTransaction)) if (!item.deleted) item.delete(transaction)
    })
  }
}

function childTypes(item: Y.Item): Y.Item[] {
  const type = typeOf(item)
  return type === null ? [] : liveItems(type).filter((child) => typeOf(child) !== null)
}
