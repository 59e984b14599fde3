/** The difference of briefings in words that stand on a stage: read from boards, named by place. Pure but for the documents it reads. */
import type * as Y from 'yjs'
import { annotationsOf } from '#shared/board/boardDocument.ts'
import { briefingDifference, type Briefing } from '#shared/board/briefingDifference.ts'
import { proseText, readProse, sectionFragment } from '#shared/board/proseDocument.ts'
import type { SyndicateId } from '#shared/exercise/names.ts'
import type { Difference } from '#shared/exercise/plenary.ts'
import type { PlanSection, Zone } from '#shared/exercise/scenario.ts'
import { nameWords } from '../../map/markWords.ts'
import { placeWords } from './wallLines.ts'

export interface NamedBoard { readonly syndicate: SyndicateId; readonly doc: Y.Doc }

/** As many lines of each as a room can take in. */
const most = 60

export function differenceOf(later: NamedBoard, before: readonly NamedBoard[], sections: readonly PlanSection[], zone: Zone): Difference {
  const { sentences, marks } = briefingDifference(briefingOf(later.doc, sections), before.map(({ doc }) => briefingOf(doc, sections)), zone.grid)
  const titles = new Map(sections.map(({ id, title }) => [id, title]))
  return {
    syndicate: later.syndicate,
    before: before.map(({ syndicate }) => syndicate),
    plan: sentences.slice(0, most).map(({ section, sentence }) => ({ section: (titles.get(section) ?? '').slice(0, 120), sentence: sentence.slice(0, 600) })),
    marks: marks.slice(0, most).map(({ mark, at }) => ({ label: nameWords(mark).slice(0, 200), place: placeWords(at, zone).slice(0, 120) })),
  }
}

function briefingOf(doc: Y.Doc, sections: readonly PlanSection[]): Briefing {
  return {
    sections: sections.map(({ id }) => ({ id, text: proseText(readProse(sectionFragment(doc, id))) })),
    marks: [...annotationsOf(doc).values()].sort((one, other) => (one.order < other.order ? -1 : 1)),
  }
}
