/**
 * What a later briefing brings that those before it did not, so that a room hears it and not the rest again. Deliberately
 * simple, and to be read with that in mind: a sentence counts as said before when most of its words were said in one
 * sentence before; a mark counts as shown before when something of the same kind lay near.
 */
import { positionsOf, type Annotation } from './annotation.ts'
import { gridDistance, latLngToKm, type ZoneGrid } from '../geo/grid.ts'
import type { Km } from '../exercise/scenario.ts'

export interface Briefing {
  readonly sections: readonly { readonly id: string; readonly text: string }[]
  readonly marks: readonly Annotation[]
}

export interface BriefingDifference {
  readonly sentences: readonly { readonly section: string; readonly sentence: string }[]
  readonly marks: readonly { readonly mark: Annotation; readonly at: Km }[]
}

/** The same kind of mark nearer than this was shown before. */
export const nearKm = 3
/** This share of the words of the two together makes two sentences the same. */
export const sameShare = 0.6
/** Fewer words say too little to be a point of its own. */
const fewestWords = 3

export function briefingDifference(later: Briefing, before: readonly Briefing[], grid: ZoneGrid): BriefingDifference {
  const said = before.flatMap(({ sections }) => sections.flatMap(({ text }) => sentencesOf(text).map(wordsOf)))
  const shown = before.flatMap(({ marks }) => marks.map((mark) => ({ what: whatOf(mark), at: middleOf(mark, grid) })))
  return {
    sentences: later.sections.flatMap(({ id, text }) => sentencesOf(text)
      .filter((sentence) => isPoint(sentence) && !said.some((words) => shareOf(words, wordsOf(sentence)) >= sameShare))
      .map((sentence) => ({ section: id, sentence }))),
    marks: later.marks.flatMap((mark) => {
      const [what, at] = [whatOf(mark), middleOf(mark, grid)]
      return shown.some((each) => each.what === what && gridDistance(each.at, at) <= nearKm) ? [] : [{ mark, at }]
    }),
  }
}

/** Lines and sentences of a plan. */
export function sentencesOf(text: string): string[] {
  return text.split(/\n|(?<=[.!?。？！؟])\s+/u).map((sentence) => sentence.trim()).filter((sentence) => sentence !== '')
}

function isPoint(sentence: string): boolean {
  return wordsOf(sentence).size >= fewestWords
}

/** Words of any script, without case and without those of one or two letters, which most sentences share. */
function wordsOf(sentence: string): ReadonlySet<string> {
  const words = sentence.toLocaleLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return new Set(words.filter((word) => word.length > 2 || /\p{N}|\p{Lo}/u.test(word)))
}

/** Words in both, of all words there are. */
function shareOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = [...other].filter((word) => one.has(word)).length
  const all = one.size + other.size - both
  return all === 0 ? 0 : both / all
}

/** Kind and meaning, not words: a checkpoint is a checkpoint whatever it is called. */
function whatOf(mark: Annotation): string {
  switch (mark.kind) {
    case 'marker': return `marker ${mark.symbol}`
    case 'unit': return `unit ${mark.sidc}`
    case 'line': return `line ${mark.graphic ?? ''} ${mark.style.colour}`
    case 'area': return `area ${mark.graphic ?? ''} ${mark.style.colour}`
    default: return `${mark.kind} ${mark.style.colour}`
  }
}

function middleOf(mark: Annotation, grid: ZoneGrid): Km {
  const places = positionsOf(mark.geometry).map((position) => latLngToKm(grid, position))
  const sum = places.reduce<Km>(([x, y], [px, py]) => [x + px, y + py], [0, 0])
  const count = Math.max(1, places.length)
  return [sum[0] / count, sum[1] / count]
}
