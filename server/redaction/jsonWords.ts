/** Words in events and traces: each letter of theirs is blacked out where it stands, so the entry keeps its shape. */
import type { ProgramNames } from './programNames.ts'
import type { Words } from './words.ts'

export interface BlackedOut {
  readonly json: unknown
  readonly isTouched: boolean
  /** Names the program goes by, of fields too, in which the same letters stand: they stay. */
  readonly kept: number
}

export function blackOut(json: unknown, words: Words, names: ProgramNames): BlackedOut {
  let isTouched = false
  let kept = 0
  const of = (value: unknown, field: string): unknown => {
    if (typeof value === 'string') {
      if (!words.isIn(value)) return value
      if (names.has(field, value)) {
        kept += 1
        return value
      }
      isTouched = true
      return words.blackOut(value)
    }
    if (Array.isArray(value)) return value.map((each) => of(each, field))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, each]) => {
      if (words.isIn(key)) kept += 1
      return [key, of(each, key)]
    }))
  }
  return { json: of(json, ''), isTouched, kept }
}
