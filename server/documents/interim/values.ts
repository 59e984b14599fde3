/** What may stand inside an update: values of bounded depth without keys that reach for prototypes, no subdocuments. */
import * as Y from 'yjs'
import { limits } from '#shared/protocol/limits.ts'

const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype'])
export function isForbiddenKey(key: string): boolean { return forbiddenKeys.has(key) }
export function contentProblem(content: Y.Item['content']): string | null {
  if (content instanceof Y.ContentDoc) return 'a document inside a document'
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) return valuesProblem(content.arr)
  if (content instanceof Y.ContentEmbed) return valuesProblem([content.embed])
  if (content instanceof Y.ContentFormat) return isForbiddenKey(content.key) ? `the key ${content.key}` : valuesProblem([content.value])
  return null
}
export function valuesProblem(values: readonly unknown[]): string | null {
  let layer: unknown[] = values.filter((value) => typeof value === 'object' && value !== null)
  for (let depth = 1; layer.length > 0; depth += 1) {
    if (depth > limits.valueDepth) return `a value nested deeper than ${limits.valueDepth}`
    const next: unknown[] = []
    for (const value of layer) {
      if (value instanceof Uint8Array) continue
      const prototype: unknown = Object.getPrototypeOf(value)
      if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) return 'an object with a prototype of its own'
      for (const [key, inner] of Object.entries(value as object)) {
        if (!Array.isArray(value) && isForbiddenKey(key)) return `the key ${key}`
        if (typeof inner === 'object' && inner !== null) next.push(inner)
      }
    }
    layer = next
  }
  return null
}
