/**
 * Records keyed by names from outside. Plain objects have inherited keys ('constructor', '__proto__'), so everything
 * that looks a name up in a record asks here: only own keys count.
 */

/** The value under an own key; undefined for what is not there, whatever the name. */
export function lookUp<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

/** The record with one key replaced. */
export function withKey<T>(record: Readonly<Record<string, T>>, key: string, value: T): Readonly<Record<string, T>> {
  return { ...record, [key]: value }
}

/** The record without one key. */
export function withoutKey<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([each]) => each !== key))
}

/** The entries that pass, as a record. */
export function keepEntries<T>(record: Readonly<Record<string, T>>, keep: (value: T, key: string) => boolean): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([key, value]) => keep(value, key)))
}

/** A name that is safe as a key of a record. `__proto__` is never: JSON readers treat it in different ways. */
export function isSafeKey(name: string): boolean {
  return name !== '__proto__' && name !== 'constructor' && name !== 'prototype'
}
