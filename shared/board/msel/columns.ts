/**
 * The columns of the MSEL as a table: how each is written as a cell, and how a cell is read. The table on the screen, the
 * files that go out and the files that come in all use these: what one writes the others read.
 */
import type { AnswerForm, InjectContent, InjectSecrets } from '../../exercise/inject.ts'
import type { MselItem } from '../../exercise/msel.ts'
import { formatScenarioMinute } from '../../exercise/clock.ts'
import { formatMgrs, kmToLatLng } from '../../geo/grid.ts'
import { readTypedPlace } from '../../geo/typedPlace.ts'
import { answerKindOf, answerWords, channelOf, precisionOf, yesOrNo } from './cellWords.ts'
import { bad, plainWords, tidyCell, well, type ReadOf, type TableContext } from './tableContext.ts'
import { readDue, readScenarioTime } from './times.ts'

/** In the order they are read: a minute needs its move, a question the kind of its answer. */
export const mselColumnIds = [
  'serial', 'move', 'due', 'scenario', 'title', 'text', 'channel', 'from', 'hat', 'storyline', 'place', 'grid', 'precision', 'grade',
  'answer', 'choices', 'question', 'risk', 'answerMinutes', 'notice', 'protected', 'visitor', 'contingency',
  'truth', 'dilemma', 'expected', 'branches', 'notes', 'tags',
] as const
export type MselColumnId = (typeof mselColumnIds)[number]

export interface MselColumn {
  readonly id: MselColumnId
  write(item: MselItem, context: TableContext): string
  /** The item as the cell makes it. An empty cell empties the field. */
  read(cell: string, item: MselItem, context: TableContext): ReadOf<MselItem>
}

const longest = { line: 400, text: 20_000, part: 4000, question: 600, choice: 200, notice: 2000, place: 200, lines: 100, choices: 20 } as const

export const mselColumns: Readonly<Record<MselColumnId, MselColumn>> = {
  serial: column('serial', (item) => item.serial, (cell, item) => {
    const serial = tidySerial(cell)
    return serial === '' ? bad('no-serial') : /^[A-Z0-9][A-Z0-9-]{0,23}$/.test(serial) ? well({ ...item, serial, secrets: { ...item.secrets, serial } }) : bad('serial-shape')
  }),
  move: column('move', (item) => (item.move === null ? '' : String(item.move)), (cell, item, { agenda }) => {
    const words = plainWords(cell)
    if (words === '') return well({ ...item, move: null })
    const number = /^(?:(?:move|phase|vignette|m|stage|part) ?)?(\d{1,2})$/.exec(words)?.[1]
    const move = number === undefined ? agenda.find((stage) => stage.move !== null && plainWords(stage.title) === words)?.move : Number(number)
    return move !== undefined && move !== null && agenda.some((stage) => stage.move === move) ? well({ ...item, move }) : bad('move-unknown', cell.trim().slice(0, 40))
  }),
  due: column('due', (item) => (item.dueMinute === null ? '' : `+${item.dueMinute}`), (cell, item, context) => {
    const due = readDue(cell, item.move, context)
    return due.ok ? well({ ...item, move: due.value.move, dueMinute: due.value.minute }) : due
  }),
  scenario: column('scenario', ({ content }) => (content.scenarioMinute === null ? '' : formatScenarioMinute(content.scenarioMinute)), (cell, item, context) => {
    const read = readScenarioTime(cell, context)
    return read.ok ? well(withContent(item, { scenarioMinute: read.value })) : read
  }),
  title: column('title', ({ content }) => content.title, (cell, item) => needed(words(cell, longest.line, (title) => withContent(item, { title: title.replace(/\s*\n\s*/g, ' ') })), cell)),
  text: column('text', ({ content }) => content.text, (cell, item) => words(cell, longest.text, (text) => withContent(item, { text }))),
  channel: column('channel', ({ content }) => content.channel, (cell, item) => {
    const channel = channelOf(cell)
    if (channel === null) return bad('channel-unknown', cell.trim().slice(0, 40))
    // a role player's brief must never be sent: where nothing else is said, the channel says it
    return well({ ...withContent(item, { channel }), visitor: item.visitor || channel === 'visitor' })
  }),
  from: column('from', ({ content }) => content.from, (cell, item) => words(cell, longest.line, (from) => withContent(item, { from }))),
  hat: column('hat', ({ hat }, { hats }) => hats.find(({ id }) => id === hat)?.name ?? hat ?? '', (cell, item, { hats }) => {
    const said = plainWords(cell)
    if (said === '' || /^(all|everybody|everyone|all (syndicates|players|groups|teams)|syndicates?|players?|trainees?|training audience|ta)$/.test(said)) return well({ ...item, hat: null })
    const hat = hats.find(({ id, name }) => plainWords(id) === said || plainWords(name) === said)
    return hat === undefined ? bad('hat-unknown', cell.trim().slice(0, 40)) : well({ ...item, hat: hat.id })
  }),
  storyline: column('storyline', (item) => item.storyline, (cell, item) => words(cell, longest.line, (storyline) => ({ ...item, storyline }))),
  place: column('place', ({ content }) => content.place?.name ?? '', (cell, item, { zone }) => words(cell, longest.place, (name) => {
    if (name === '') return withContent(item, { place: null })
    const known = [...zone.crossings, ...zone.places].find((each) => plainWords(each.name) === plainWords(name))
    return withContent(item, { place: known === undefined ? { name, at: null, precision: 'unknown' } : { name: known.name, at: known.at, precision: 'exact' } })
  })),
  grid: column('grid', ({ content: { place } }, { zone }) => (place?.at == null ? '' : formatMgrs(zone.grid, kmToLatLng(zone.grid, place.at), 4)), (cell, item, { zone }) => {
    const { place } = item.content
    const typed = tidyCell(cell)
    if (typed === '') return well(withContent(item, { place: place === null ? null : { ...place, at: null } }))
    const [width, height] = zone.sizeKm
    const read = typed.length > 60 ? null : readTypedPlace(zone, typed, place?.at ?? [width / 2, height / 2])
    if (read === null) return bad('grid-shape')
    const at = [Math.round(read.km[0] * 1000) / 1000, Math.round(read.km[1] * 1000) / 1000] as const
    return well(withContent(item, { place: { name: place?.name ?? typed, at, precision: place === null || place.precision === 'unknown' ? 'exact' : place.precision } }))
  }),
  precision: column('precision', ({ content }) => content.place?.precision ?? '', (cell, item) => {
    const { place } = item.content
    if (cell.trim() === '' || place === null) return well(item)
    const precision = precisionOf(cell)
    return precision === null ? bad('precision-unknown') : well(withContent(item, { place: { ...place, precision } }))
  }),
  grade: column('grade', ({ content: { grade } }) => (grade === null ? '' : `${grade.source}${grade.information}`), (cell, item) => {
    const grade = tidyCell(cell).toUpperCase().replace(/[\s/-]/g, '')
    if (grade === '') return well(withContent(item, { grade: null }))
    const source = (['A', 'B', 'C', 'D', 'E', 'F'] as const).find((each) => each === grade[0])
    const information = ([1, 2, 3, 4, 5, 6] as const).find((each) => String(each) === grade.slice(1))
    return source === undefined || information === undefined ? bad('grade-shape') : well(withContent(item, { grade: { source, information } }))
  }),
  answer: column('answer', ({ content }) => answerWords[content.answer.kind], (cell, item) => {
    const kind = answerKindOf(cell)
    return kind === null ? bad('answer-unknown', cell.trim().slice(0, 40)) : well(withContent(item, { answer: formOf(kind, item.content.answer) }))
  }),
  choices: column('choices', ({ content: { answer } }) => (answer.kind === 'choice' ? answer.choices.join('\n') : ''), (cell, item) => {
    const choices = partsOf(cell, ['\n', ' | ', ';'])
    const { answer } = item.content
    if (choices.length === 0) return answer.kind === 'choice' ? bad('choices-few') : well(item)
    if (choices.length < 2) return bad('choices-few')
    if (choices.length > longest.choices || choices.some((each) => each.length > longest.choice)) return bad('too-long', String(longest.choice))
    return well(withContent(item, { answer: { kind: 'choice', question: questionOf(answer), choices, acceptsRisk: riskOf(answer) } }))
  }),
  question: column('question', ({ content }) => questionOf(content.answer), (cell, item) => words(cell, longest.question, (question) => {
    const { answer } = item.content
    if (answer.kind !== 'read') return withContent(item, { answer: { ...answer, question } })
    return question === '' ? item : withContent(item, { answer: { kind: 'text', question, acceptsRisk: false } })
  })),
  risk: flag('risk', ({ content }) => riskOf(content.answer), (item, acceptsRisk) => {
    const { answer } = item.content
    return answer.kind === 'read' ? item : withContent(item, { answer: { ...answer, acceptsRisk } })
  }),
  answerMinutes: column('answerMinutes', ({ content }) => (content.answerMinutes === null ? '' : String(content.answerMinutes)), (cell, item) => {
    const typed = tidyCell(cell)
    if (typed === '' || typed === '-') return well(withContent(item, { answerMinutes: null }))
    const number = typed.length > 60 ? undefined : /^\+?\s*(\d{1,4}(?:[.,]\d{1,2})?)\s*(?:m|min|mins|minutes|')?$/i.exec(typed)?.[1]
    return number === undefined ? bad('number-shape') : well(withContent(item, { answerMinutes: Number(number.replace(',', '.')) }))
  }),
  notice: column('notice', ({ content }) => content.contentNotice ?? '', (cell, item) => words(cell, longest.notice, (notice) => withContent(item, { contentNotice: notice === '' ? null : notice }))),
  protected: flag('protected', ({ content }) => content.protected, (item, on) => withContent(item, { protected: on })),
  visitor: flag('visitor', (item) => item.visitor, (item, visitor) => ({ ...item, visitor })),
  contingency: flag('contingency', (item) => item.contingency, (item, contingency) => ({ ...item, contingency })),
  truth: secretText('truth', 'groundTruth'),
  dilemma: secretText('dilemma', 'dilemma'),
  expected: column('expected', ({ secrets }) => secrets.expected.map(({ text, key }) => (key ? `* ${text}` : text)).join('\n'), (cell, item) => lines(cell, (all) =>
    withSecrets(item, { expected: all.map((line) => (/^\*\s*/.test(line) ? { text: line.replace(/^\*\s*/, ''), key: true } : { text: line, key: false })) }))),
  branches: column('branches', ({ secrets }) => secrets.branches.join('\n'), (cell, item) => lines(cell, (branches) => withSecrets(item, { branches }))),
  notes: secretText('notes', 'staffNotes'),
  tags: column('tags', ({ secrets }) => secrets.tags.join(', '), (cell, item) => {
    const tags = partsOf(cell, ['\n', ';', ','])
    return tags.length > longest.lines || tags.some((tag) => tag.length > longest.part) ? bad('too-long', String(longest.part)) : well(withSecrets(item, { tags }))
  }),
}

/** Reads a cell into an item. A cell that says what the item says already changes nothing, however it is written. */
export function readCell(id: MselColumnId, cell: string, item: MselItem, context: TableContext): ReadOf<MselItem> {
  const { read, write } = mselColumns[id]
  if (isErrorOfSheet(cell)) return bad('not-computed', cell.trim())
  if (tidyCell(write(item, context)) === tidyCell(cell)) return id === 'serial' && cell.trim() === '' ? bad('no-serial') : id === 'title' && cell.trim() === '' ? bad('needed') : well(item)
  return read(cell, item, context)
}

export function isErrorOfSheet(cell: string): boolean {
  return /^#(REF!|VALUE!|NAME\?|DIV\/0!|N\/A|NUM!|NULL!|SPILL!|CALC!)$/.test(cell.trim())
}

/** 'inj 3' → 'INJ-3': as serials are written here. */
export function tidySerial(cell: string): string {
  return tidyCell(cell).toUpperCase().replace(/^#\s*/, '').replace(/[\s._/]+/g, '-').replace(/-{2,}/g, '-').replace(/^-|-$/g, '')
}

/** A planned inject that says nothing yet. */
export function blankItem(serial: string): MselItem {
  return {
    serial, move: null, dueMinute: null, contingency: false, storyline: '', hat: null, visitor: false, effects: [],
    content: {
      title: '', text: '', channel: 'message', from: '', grade: null, place: null, scenarioMinute: null, answer: { kind: 'read' },
      answerMinutes: null, contentNotice: null, protected: false,
    },
    secrets: { serial, groundTruth: '', dilemma: '', expected: [], branches: [], staffNotes: '', tags: [] },
  }
}

function column(id: MselColumnId, write: MselColumn['write'], read: MselColumn['read']): MselColumn {
  return { id, write, read }
}

function flag(id: MselColumnId, is: (item: MselItem) => boolean, set: (item: MselItem, on: boolean) => MselItem): MselColumn {
  return column(id, (item) => (is(item) ? 'yes' : 'no'), (cell, item) => {
    const on = yesOrNo(cell)
    return on === null ? bad('yes-or-no') : well(set(item, on))
  })
}

function secretText(id: MselColumnId, field: 'groundTruth' | 'dilemma' | 'staffNotes'): MselColumn {
  return column(id, ({ secrets }) => secrets[field], (cell, item) => words(cell, longest.text, (text) => withSecrets(item, { [field]: text })))
}

function words(cell: string, most: number, make: (text: string) => MselItem): ReadOf<MselItem> {
  const text = cell.replace(/\r\n?/g, '\n').trim()
  return text.length > most ? bad('too-long', String(most)) : well(make(text))
}

function needed(read: ReadOf<MselItem>, cell: string): ReadOf<MselItem> {
  return cell.trim() === '' ? bad('needed') : read
}

function lines(cell: string, make: (lines: readonly string[]) => MselItem): ReadOf<MselItem> {
  const all = partsOf(cell, ['\n']).map((line) => line.replace(/^(?:[-•–·▪]|\d{1,2}[.)])\s+/, ''))
  if (all.length > longest.lines || all.some((line) => line.length > longest.part)) return bad('too-long', String(longest.part))
  return well(make(all))
}

/** Parted by the first of these signs that stands in the cell, and by no other: words may hold the rest. */
function partsOf(cell: string, signs: readonly string[]): string[] {
  const words = cell.replace(/\r\n?/g, '\n').trim()
  return words.split(signs.find((sign) => words.includes(sign)) ?? '\n').map((line) => line.trim()).filter((line) => line !== '')
}

function formOf(kind: AnswerForm['kind'], before: AnswerForm): AnswerForm {
  if (kind === 'read') return { kind }
  const [question, acceptsRisk] = [questionOf(before), riskOf(before)]
  return kind === 'choice' ? { kind, question, choices: before.kind === 'choice' ? before.choices : [], acceptsRisk } : { kind, question, acceptsRisk }
}

function questionOf(answer: AnswerForm): string {
  return answer.kind === 'read' ? '' : answer.question
}

function riskOf(answer: AnswerForm): boolean {
  return answer.kind !== 'read' && answer.acceptsRisk
}

function withContent(item: MselItem, content: Partial<InjectContent>): MselItem {
  return { ...item, content: { ...item.content, ...content } }
}

function withSecrets(item: MselItem, secrets: Partial<InjectSecrets>): MselItem {
  return { ...item, secrets: { ...item.secrets, ...secrets } }
}
