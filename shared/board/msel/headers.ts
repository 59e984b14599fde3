/** Which column of a file is which of ours: guessed from its heading, so that nobody has to choose what is plain. */
import { isSafeKey } from '../../exercise/records.ts'
import { mselColumnIds, type MselColumnId } from './columns.ts'
import { plainWords } from './tableContext.ts'

/** What becomes of one column of a file. */
export type ColumnUse =
  | { readonly kind: 'field'; readonly column: MselColumnId }
  /** Kept beside our columns under its own name. */
  | { readonly kind: 'free'; readonly name: string }
  | { readonly kind: 'leave' }

const headings: Readonly<Record<MselColumnId, readonly string[]>> = {
  serial: ['#', 'no', 'nr', 'num', 'number', 'ser', 'serial no', 'serial number', 'inject no', 'inject #', 'inject number', 'inject id', 'id', 'control number', 'event no', 'event number', 'sequence', 'seq', 'sequence no', 'msel no', 'msel #', 'inject serial', 'номер'],
  move: ['move no', 'move number', 'phase', 'vignette', 'stage', 'part'],
  due: ['due', 'time', 'minute', 'min', 'planned time', 'release time', 'time of release', 'delivery time', 'inject time', 't+', 'h+', 'time in move', 'minute of the move', 'offset', 'exercise time', 'time delivered', 'release', 'planned', 'start time', 'startex+', 'время'],
  scenario: ['scenario time', 'scenario clock', 'scenario date time', 'dtg', 'situation time', 'd time', 'd day time', 'event time', 'scenario dtg', 'story time'],
  title: ['subject', 'event', 'inject', 'name', 'inject title', 'headline', 'event title', 'synopsis', 'event synopsis', 'short title', 'event name', 'название'],
  text: ['message', 'description', 'inject text', 'script', 'content', 'narrative', 'details', 'detail', 'what is sent', 'inject description', 'event description', 'body', 'text of the inject', 'inject script', 'содержание'],
  channel: ['method', 'means', 'delivery method', 'delivery', 'delivery mode', 'medium', 'mode', 'how', 'means of delivery', 'inject method', 'type of delivery', 'via'],
  from: ['sender', 'originator', 'source', 'from org', 'issued by', 'from who', 'sent by', 'от'],
  hat: ['to', 'recipient', 'recipients', 'addressee', 'for', 'to org', 'for hat', 'target', 'audience', 'player', 'кому'],
  storyline: ['story line', 'line', 'thread', 'incident', 'event group', 'main event', 'theme', 'mel'],
  place: ['location', 'where', 'site', 'place name', 'village', 'место'],
  grid: ['mgrs', 'grid reference', 'coordinates', 'grid ref', 'position', 'coord', 'lat long'],
  precision: ['accuracy', 'precision of the place'],
  grade: ['grading', 'source grading', 'reliability', 'evaluation of source', 'admiralty'],
  answer: ['answer form', 'response type', 'reply', 'kind of answer', 'answer type', 'asks'],
  question: ['task', 'question asked', 'asked'],
  choices: ['options', 'choice'],
  risk: ['asks who accepts the risk', 'risk accepted', 'accepts risk'],
  answerMinutes: ['answer within', 'answer minutes', 'time to answer', 'deadline', 'response time', 'suspense', 'answer within min'],
  notice: ['content notice', 'content warning', 'warning', 'trigger warning'],
  protected: ['confidential', 'sensitive'],
  visitor: ['role player', 'role player comes'],
  contingency: ['contingency inject', 'reserve', 'optional', 'shelf'],
  truth: ['ground truth', 'white facts', 'real situation'],
  dilemma: ['problem', 'dilemma for players'],
  expected: ['expected action', 'expected actions', 'expected response', 'expected player action', 'expected outcome', 'expected reaction', 'anticipated response', 'desired response', 'expected responses', 'expected player actions'],
  branches: ['branch', 'follow on', 'follow up', 'sequel', 'next inject', 'if then'],
  notes: ['note', 'remarks', 'comments', 'staff notes', 'notes to control', 'controller notes', 'excon notes', 'remark', 'comment', 'notes for control', 'примечание'],
  tags: ['tag', 'keywords', 'keyword', 'labels', 'objective', 'objectives', 'training objective', 'training objectives'],
}

const byHeading = new Map<string, MselColumnId>(mselColumnIds.flatMap((id) => [id, ...headings[id]].map((words) => [plainWords(words), id] as const)))
const certain = new Map<string, MselColumnId>(mselColumnIds.map((id) => [plainWords(id), id]))

/** Which of ours a heading names; null when none. `own`: headings as our own files have them. */
export function columnOfHeading(heading: string, own: ReadonlyMap<string, MselColumnId>): MselColumnId | null {
  if (heading.length > longestHeading) return null
  const words = plainWords(heading)
  const short = plainWords(heading.replace(/\([^)]*\)/g, ' '))
  return own.get(words) ?? byHeading.get(words) ?? byHeading.get(short) ?? certain.get(words.replace(/ /g, '')) ?? null
}

const headingRowsLookedAt = 25
const longestHeading = 120

/** The row of headings: of the first rows the one that names most of our columns; null when none names two. */
export function guessHeaderRow(cells: readonly (readonly string[])[], own: ReadonlyMap<string, MselColumnId>): number | null {
  let best: { readonly row: number; readonly known: number } | null = null
  for (const [row, line] of cells.slice(0, headingRowsLookedAt).entries()) {
    const known = new Set(line.flatMap((cell) => columnOfHeading(cell, own) ?? [])).size
    if (known >= 2 && known > (best?.known ?? 0)) best = { row, known }
  }
  return best?.row ?? null
}

/** What each column of the file is for: each of ours once, the rest kept under their own names. `ours`: headings that go out to be read only. */
export function guessUses(headers: readonly string[], own: ReadonlyMap<string, MselColumnId>, ours: readonly string[]): ColumnUse[] {
  const taken = new Set<MselColumnId>()
  return headers.map((heading, index): ColumnUse => {
    const guessed = columnOfHeading(heading, own)
    // one column of times, and headed like the scenario's: it is the plan all the same
    const column = guessed === 'scenario' && !headers.some((each) => columnOfHeading(each, own) === 'due') ? 'due' : guessed
    if (column !== null && !taken.has(column)) {
      taken.add(column)
      return { kind: 'field', column }
    }
    if (ours.some((each) => plainWords(each) === plainWords(heading))) return { kind: 'leave' }
    return { kind: 'free', name: freeName(heading, index) }
  })
}

/** What a column is called that is kept beside ours: by its heading, or by its letters where that is no name. */
export function freeName(heading: string, index: number): string {
  const name = heading.trim().replace(/\s+/g, ' ').slice(0, 60)
  return plainWords(name) === '' || !isSafeKey(name) ? columnLetters(index) : name
}

/** 0 → 'A', 27 → 'AB': as spreadsheets name columns. */
export function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter
}
