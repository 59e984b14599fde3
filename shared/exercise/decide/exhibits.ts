/** Exhibits: kept on the directing staff's shelf, put on the stage, opened there, turned and played. */
import type { ExerciseEvent } from '../events.ts'
import { isPlayed, positionAt, type Exhibit, type KeptExhibit } from '../exhibit.ts'
import type { InjectContent } from '../inject.ts'
import type { MselItem } from '../msel.ts'
import type { RecordedAt } from '../moment.ts'
import type { InjectId } from '../names.ts'
import { lookUp } from '../records.ts'
import type { ExerciseState } from '../state.ts'
import type { CommandOf, DecideContext, Decision } from './decision.ts'
import { happens, no } from './decision.ts'

const mostExhibits = 200

export function addExhibit(state: ExerciseState, { exhibit: given, serial }: CommandOf<'exhibit:add'>, { msel }: DecideContext): Decision {
  const { shelf } = state.directing
  const exhibit: Exhibit = { ...given, title: given.title.trim(), words: given.words.trim(), notice: given.notice?.trim() || null, pages: given.kind === 'pdf' ? given.pages : null }
  if (exhibit.title === '') return no('unreadable', 'Give it a title first.')
  if (isPlayed(exhibit.kind) && exhibit.words === '') return no('unreadable', 'Write what is said or shown in it first: who cannot hear it reads your words.')
  if (exhibit.kind === 'pdf' && exhibit.pages === null) return no('unreadable', 'The number of its pages is not known. Choose the file again.')
  if (exhibit.hat !== null && !state.hats.some(({ id }) => id === exhibit.hat)) return no('unknown-thing', 'There is no such hat in this exercise.')
  if (serial !== null && lookUp(msel.items, serial) === undefined) return no('unknown-thing', `There is no inject ${serial} in the list.`)
  if (shelf.some((kept) => kept.exhibit.media === exhibit.media)) return no('already-done', 'It is there already.')
  if (shelf.length >= mostExhibits) return no('full', `There are ${mostExhibits} exhibits already. Take some away first.`)
  return happens({ type: 'ExhibitAdded', kept: { exhibit, serial } })
}

/** What was released or shown stays with those who have it. */
export function dropExhibit(state: ExerciseState, { media }: CommandOf<'exhibit:drop'>): Decision {
  return keptOf(state, media) === undefined ? no('unknown-thing', notThere) : happens({ type: 'ExhibitDropped', media })
}

/** What is sealed or goes with a protected inject never stands on a stage. */
export function showExhibit(state: ExerciseState, { media }: CommandOf<'exhibit:show'>, { msel }: DecideContext): Decision {
  const kept = keptOf(state, media)
  if (kept === undefined) return no('unknown-thing', notThere)
  if (kept.exhibit.hat !== null) return no('not-allowed', 'This is sealed for one hat. It never stands on the stage.')
  if (kept.serial !== null && lookUp(msel.items, kept.serial)?.content.protected !== false) return no('not-allowed', 'This belongs to a protected message. It never stands on the stage.')
  if (state.plenary.exhibit?.exhibit.media === media) return no('already-done', 'It stands on the stage already.')
  return happens({ type: 'ExhibitShown', exhibit: kept.exhibit, covered: kept.exhibit.notice !== null })
}

export function uncoverExhibit({ plenary: { exhibit: staged } }: ExerciseState): Decision {
  if (staged === null) return no('not-now', nothingStands)
  return staged.covered ? happens({ type: 'ExhibitShown', exhibit: staged.exhibit, covered: false }) : no('already-done', 'It is open already.')
}

export function turnExhibit({ plenary: { exhibit: staged } }: ExerciseState, { page }: CommandOf<'exhibit:turn'>): Decision {
  if (staged === null) return no('not-now', nothingStands)
  if (staged.covered) return no('not-now', stillCovered)
  if (page > (staged.exhibit.pages ?? 1)) return no('unreadable', 'It has no such page.')
  return page === staged.page ? no('already-done', 'That page is shown already.') : happens({ type: 'ExhibitTurned', page })
}

export function cueExhibit({ plenary: { exhibit: staged } }: ExerciseState, { playing, positionMs }: CommandOf<'exhibit:cue'>): Decision {
  if (staged === null) return no('not-now', nothingStands)
  if (staged.covered) return no('not-now', stillCovered)
  return isPlayed(staged.exhibit.kind) ? happens({ type: 'ExhibitCued', playing, positionMs }) : no('unreadable', 'Only sound and video can be played.')
}

export function takeExhibit({ plenary: { exhibit: staged } }: ExerciseState): Decision {
  return staged === null ? no('already-done', nothingStands) : happens({ type: 'ExhibitTaken' })
}

/** What stands on the stage goes with the part of the day it was put there in. */
export function leavesTheStage(state: ExerciseState): ExerciseEvent[] {
  return state.plenary.exhibit === null ? [] : [{ type: 'ExhibitTaken' }]
}

/** What plays on the stage stops where it is. */
export function fallsSilent({ plenary: { exhibit: staged } }: ExerciseState, now: RecordedAt): ExerciseEvent[] {
  return staged?.playing === true ? [{ type: 'ExhibitCued', playing: false, positionMs: Math.round(positionAt(staged, now)) }] : []
}

/** What came with an inject that is taken back does not stand before the room. */
export function exhibitLeaves(state: ExerciseState, inject: InjectId): ExerciseEvent[] {
  const media = state.plenary.exhibit?.exhibit.media
  const contents = Object.values(lookUp(state.injects, inject)?.releases ?? {}).map(({ content }) => content)
  return media !== undefined && contents.some(({ exhibits }) => exhibits?.some((each) => each.media === media)) ? [{ type: 'ExhibitTaken' }] : []
}

/** The content with what the staff keep for its serial; of a visitor, whose text is never sent, nothing. */
export function withExhibits(state: ExerciseState, item: MselItem, content: InjectContent): InjectContent {
  const kept = item.visitor ? [] : state.directing.shelf.filter(({ serial }) => serial === item.serial).map(({ exhibit }) => exhibit)
  return kept.length === 0 ? content : { ...content, exhibits: kept }
}

/** Of the shelf, by their ids; null where one is not there. */
export function exhibitsFrom(state: ExerciseState, media: readonly string[]): readonly Exhibit[] | null {
  const found = [...new Set(media)].map((each) => keptOf(state, each)?.exhibit)
  return found.every((each) => each !== undefined) ? found : null
}

function keptOf(state: ExerciseState, media: string): KeptExhibit | undefined {
  return state.directing.shelf.find(({ exhibit }) => exhibit.media === media)
}

const notThere = 'There is no such exhibit. Somebody may have taken it away.'
const nothingStands = 'No exhibit stands on the stage.'
const stillCovered = 'The notice stands before it. Tell the room, then open it.'
