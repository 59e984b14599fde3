/** How a cell looks on the screen: the name of its column, its words, and what may be chosen in it. Pure. */
import { answerWords } from '#shared/board/msel/cellWords.ts'
import { injectChannels } from '#shared/exercise/inject.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import { text } from '../../text/index.ts'
import { mselText as words } from '../../text/en/msel.ts'
import type { ShownColumn } from './tableState.svelte.ts'

export interface CellOption { readonly value: string; readonly name: string }

export function nameOfColumn(column: ShownColumn): string {
  return column.kind === 'field' ? words.columns[column.id] : column.name
}

/** The words of a cell as people of this screen call them. */
export function shownWords(column: ShownColumn, cell: string): string {
  if (column.kind === 'free' || column.id !== 'channel') return cell
  const channel = injectChannels.find((each) => each === cell)
  return channel === undefined ? cell : text.inbox.channels[channel]
}

/** Null = anything may be written. */
export function optionsOf(column: ShownColumn, view: ExerciseState): readonly CellOption[] | null {
  if (column.kind === 'free') return null
  const none: CellOption = { value: '', name: '–' }
  const plain = (all: readonly string[]): CellOption[] => all.map((value) => ({ value, name: value }))
  switch (column.id) {
    case 'move': return [none, ...view.agenda.flatMap(({ move, title }) => (move === null ? [] : [{ value: String(move), name: title }]))]
    case 'channel': return injectChannels.map((value) => ({ value, name: text.inbox.channels[value] }))
    case 'hat': return [none, ...view.hats.map(({ name }) => ({ value: name, name }))]
    case 'answer': return plain(Object.values(answerWords))
    case 'precision': return plain(['exact', 'near', 'district', 'unknown'])
    case 'risk': case 'protected': case 'visitor': case 'contingency': return plain(['no', 'yes'])
    default: return null
  }
}
