/**
 * Reading and writing one record, a Y.Map of flat fields, without trusting what lies in it. Only the fields asked for
 * are looked at, and a shared type where a plain value should be counts as missing.
 */
import * as Y from 'yjs'

/** A transaction's author: undo, "saved" and echo tell their own changes by it. */
export type Origin = object

/** The named fields of a record as plain values; null when the record is no Y.Map. Never walks deeper. */
export function readFields(record: unknown, names: readonly string[]): Record<string, unknown> | null {
  if (!(record instanceof Y.Map)) return null
  const fields: Record<string, unknown> = {}
  for (const name of names) {
    const value: unknown = record.get(name)
    if (value !== undefined && !(value instanceof Y.AbstractType)) fields[name] = value
  }
  return fields
}

/** Sets only what differs, so that nobody else's change of another field is touched. True when something was written. */
export function writeFields(record: Y.Map<unknown>, fields: Readonly<Record<string, unknown>>): boolean {
  let written = false
  for (const [name, value] of Object.entries(fields)) {
    if (sameValue(record.get(name), value)) continue
    record.set(name, value)
    written = true
  }
  return written
}

/** A new record with these fields, not yet part of a document. */
export function newRecord(fields: Readonly<Record<string, unknown>>): Y.Map<unknown> {
  return new Y.Map(Object.entries(fields))
}

/** Equal plain JSON values. Deeper than 32 levels nothing is equal: a value that deep is none of ours. */
export function sameValue(one: unknown, other: unknown, depth = 32): boolean {
  if (one === other) return true
  if (depth === 0 || typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (one instanceof Y.AbstractType || other instanceof Y.AbstractType) return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const entries = Object.entries(one)
  if (entries.length !== Object.keys(other).length) return false
  return entries.every(([key, value]) => Object.hasOwn(other, key) && sameValue(value, Reflect.get(other, key), depth - 1))
}
