/** What stands inside an update: values no reader should have to meet. Walks without recursion, however deep they are. */
import * as Y from 'yjs'
import { isSafeKey } from '#shared/exercise/records.ts'

/** Why this item may not enter a document; null when it may. */
export function itemProblem(item: Y.Item, deepest: number): string | null {
  if (item.parentSub !== null && !isSafeKey(item.parentSub)) return 'unsafe key'
  // Freshly decoded, a parent that is a root stands here by its name.
  const parent: unknown = item.parent
  if (typeof parent === 'string' && !isSafeKey(parent)) return 'unsafe root'
  const { content } = item
  if (content instanceof Y.ContentDoc) return 'subdocument'
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) return valuesProblem(content.arr, deepest)
  if (content instanceof Y.ContentEmbed) return valuesProblem([content.embed], deepest)
  if (content instanceof Y.ContentFormat) return isSafeKey(content.key) ? valuesProblem([content.value], deepest) : 'unsafe key'
  if (content instanceof Y.ContentType) return typeProblem(content.type)
  return null
}

/** Why these values may not be kept; null when they may. A scalar has depth 0, each array or object around it adds one. */
export function valuesProblem(values: readonly unknown[], deepest: number): string | null {
  let level: readonly unknown[] = values
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return 'nested too deep'
    const below: unknown[] = []
    for (const value of level) {
      if (typeof value === 'bigint') return 'a number no reader can read'
      if (typeof value !== 'object' || value === null || value instanceof Uint8Array) continue
      if (Array.isArray(value)) {
        for (const each of value) below.push(each)
        continue
      }
      // Reading a key `__proto__` gives the object another prototype instead of a key.
      if (Object.getPrototypeOf(value) !== Object.prototype) return 'unsafe key'
      for (const [key, each] of Object.entries(value)) {
        if (!isSafeKey(key)) return 'unsafe key'
        below.push(each)
      }
    }
    level = below
  }
  return null
}

function typeProblem(type: unknown): string | null {
  if (type instanceof Y.XmlHook) return isSafeKey(type.hookName) ? null : 'unsafe name'
  if (type instanceof Y.XmlElement) return isSafeKey(type.nodeName) ? null : 'unsafe name'
  return null
}
