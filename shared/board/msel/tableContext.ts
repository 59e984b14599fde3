/** What the cells of a table are read against: the agenda for times, the hats, the sheet for places. */
import type { AgendaItem } from '../../exercise/agenda.ts'
import type { Hat, Zone } from '../../exercise/scenario.ts'

export interface TableContext {
  readonly agenda: readonly AgendaItem[]
  readonly hats: readonly Hat[]
  readonly zone: Zone
  /** The calendar day that is D, as days since 1970; null = nobody said, and dates of a calendar cannot be read. */
  readonly dDay: number | null
}

export type FaultCode =
  | 'needed' | 'too-long' | 'serial-shape' | 'serial-twice' | 'no-serial' | 'number-shape' | 'yes-or-no' | 'not-computed'
  | 'move-unknown' | 'time-shape' | 'time-ambiguous' | 'time-no-move' | 'time-no-anchors' | 'time-before-move' | 'time-no-day' | 'time-date'
  | 'channel-unknown' | 'hat-unknown' | 'grade-shape' | 'answer-unknown' | 'choices-few' | 'grid-shape' | 'precision-unknown' | 'cut-off' | 'unreadable'

/** Why a cell cannot be read. `detail`: a number or a name the sentence needs; else empty. */
export interface Fault {
  readonly code: FaultCode
  readonly detail: string
}

export type ReadOf<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault }

export function well<T>(value: T): ReadOf<T> {
  return { ok: true, value }
}

export function bad(code: FaultCode, detail = ''): { readonly ok: false; readonly fault: Fault } {
  return { ok: false, fault: { code, detail } }
}

/** Words as they are compared: without case, accents of typing, signs and double spaces. */
export function plainWords(words: string): string {
  return words.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}+#]+/gu, ' ').trim()
}

/** A cell as it is read: signs of minus and spaces of every keyboard are ours. */
export function tidyCell(cell: string): string {
  return cell.replace(/[\u2212\u2012-\u2014]/g, '-').replace(/[\u00a0\u2000-\u200b\u202f\ufeff]/g, ' ').trim()
}
