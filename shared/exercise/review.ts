/**
 * After the day: what the directing staff note beside the figures, and the feedback of those who took part, which is nobody's by
 * name. The figures themselves are reviewFigures.ts.
 */
import { mixed } from './mixed.ts'
import type { SeatId } from './names.ts'

/** What is agreed to, from 1 (not at all) to 5 (fully). */
export const feedbackStatements = ['learned', 'real', 'pace', 'voice', 'board'] as const
export type FeedbackStatement = (typeof feedbackStatements)[number]

export interface FeedbackSheet {
  /** Null = left open. */
  readonly ratings: Readonly<Record<FeedbackStatement, number | null>>
  readonly keep: string
  readonly change: string
}

export interface FeedbackState {
  readonly open: boolean
  /** Given and not yet collected, by seat. A seat's view holds its own and no other, staff's too. */
  readonly sheets: Readonly<Record<SeatId, FeedbackSheet>>
  /** Whose was collected: they have given. A seat's view holds itself alone. */
  readonly done: Readonly<Record<SeatId, true>>
  /** How many wait; 0 until there are so many that nobody can be told apart. Directing staff only. */
  readonly given: number
  /** In an order that says nothing of who gave which. Directing staff only. */
  readonly collected: readonly FeedbackSheet[]
}

export interface ReviewState {
  /** By syndicate, or 'day'. Directing staff only. */
  readonly notes: Readonly<Record<string, string>>
  readonly feedback: FeedbackState
}

export const reviewAtOpening: ReviewState = { notes: {}, feedback: { open: false, sheets: {}, done: {}, given: 0, collected: [] } }

export function shuffledSheets(salt: string, sheets: readonly FeedbackSheet[]): FeedbackSheet[] {
  return sheets
    .map((sheet) => ({ sheet, text: JSON.stringify([feedbackStatements.map((each) => sheet.ratings[each]), sheet.keep, sheet.change]) }))
    .map(({ sheet, text }) => ({ sheet, text, rank: mixed(`${salt} ${text}`) }))
    .sort((one, other) => one.rank - other.rank || (one.text < other.text ? -1 : 1))
    .map(({ sheet }) => sheet)
}

/** Of all sheets that answered; null where none did. */
export function meanOf(sheets: readonly FeedbackSheet[], statement: FeedbackStatement): number | null {
  const given = sheets.flatMap(({ ratings }) => ratings[statement] ?? [])
  return given.length === 0 ? null : given.reduce((sum, each) => sum + each, 0) / given.length
}
