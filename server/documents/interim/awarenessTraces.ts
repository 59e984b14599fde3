/** What a person may tell of himself in a document; everything else is left out. */
import { limits } from '#shared/protocol/limits.ts'
import { valuesProblem } from '../updateValues.ts'

/** Null = "I am gone"; undefined = unreadable. */
export function readTraces(json: string): Readonly<Record<string, unknown>> | null | undefined {
  let told: unknown
  try {
    told = JSON.parse(json)
  } catch {
    return undefined
  }
  if (told === null) return null
  if (typeof told !== 'object' || Array.isArray(told) || valuesProblem([told], limits.valueDepth) !== null) return undefined
  const fields = new Map(Object.entries(told))
  const section = fields.get('section')
  const traces: Record<string, unknown> = {
    pointer: readPointer(fields.get('pointer')),
    selection: readSelection(fields.get('selection')),
    section: typeof section === 'string' && section.length <= 64 ? section : null,
  }
  const draft = fields.get('draft')
  if (typeof draft === 'object' && draft !== null && isShallow(draft, 8)) traces['draft'] = draft
  // Tiptap's caret keeps two relative positions under `cursor`.
  const cursor = fields.get('cursor')
  if (typeof cursor === 'object' && cursor !== null && isShallow(cursor, 8)) traces['cursor'] = cursor
  return traces
}

function readPointer(value: unknown): { lat: number; lng: number } | null {
  if (typeof value !== 'object' || value === null) return null
  const { lat, lng } = value as { lat?: unknown; lng?: unknown }
  if (typeof lat !== 'number' || typeof lng !== 'number' || !(Math.abs(lat) <= 90) || !(Math.abs(lng) <= 180)) return null
  return { lat, lng }
}

function readSelection(value: unknown): string[] {
  if (!Array.isArray(value)) return []
  return value.filter((each): each is string => typeof each === 'string' && each.length <= 64).slice(0, 50)
}

function isShallow(value: unknown, most: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return most > 0 && Object.values(value).every((inner) => isShallow(inner, most - 1))
}
