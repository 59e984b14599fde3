/** Marks that stand on one place: marker, unit, sticky note. A text is nothing but its words: markLabel.ts. */
import type { Annotation, NoteAnnotation, Position } from '#shared/board/annotation.ts'
import { frames } from '../../symbols/markerShapes.ts'
import { markerPicture } from '../../symbols/markerPicture.ts'
import { element, picture, svg } from '../../symbols/svg.ts'
import { shapesInSet, unitPicture } from '../../symbols/unitPicture.ts'

export interface StandingPicture {
  readonly at: Position
  /** Two marks of the same look share nothing but need not be drawn again. */
  readonly look: string
  /** Half the size that words keep clear of, pixels. */
  readonly half: number
  make(): HTMLElement | SVGElement
  /** The bare drawing, when it is all there is to see: it may stand as an image while nothing is told by its frame. */
  readonly still: (() => SVGElement) | null
}

const markerSize = 34
const unitSize = 46

/** Null for marks drawn otherwise. */
export function standingPictureOf(mark: Annotation): StandingPicture | null {
  const { colour } = mark.style
  switch (mark.kind) {
    case 'marker': return { at: mark.geometry, look: `marker ${mark.symbol} ${colour}`, half: 16, ...drawing(() => markerPicture(mark.symbol, colour, markerSize)) }
    case 'unit': return { at: mark.geometry, look: `unit ${mark.sidc} ${colour}`, half: 20, make: () => unitBody(mark.sidc), still: shapesInSet(mark.sidc) === null ? null : () => unitPicture(mark.sidc, '', unitSize) }
    case 'note': return { at: mark.geometry, look: `note ${colour} ${JSON.stringify([mark.label, mark.note])}`, half: 52, make: () => noteBody(mark), still: null }
    case 'text': case 'line': case 'area': case 'circle': case 'photo': case 'sheet': return null
  }
}

function drawing(make: () => SVGElement): Pick<StandingPicture, 'make' | 'still'> {
  return { make, still: make }
}

/** The designation stands beside it with the other words of the map, so the symbol's own text fields stay empty. */
function unitBody(sidc: string): HTMLElement {
  return element('unit-body', [unitPicture(sidc, '', unitSize)])
}

/** A sheet with the frame of its role in the corner: told apart without colour. */
function noteBody({ label, note, style }: NoteAnnotation): HTMLElement {
  const shape = picture(13, '0 0 40 40', [svg('path', { d: frames[style.colour] })])
  shape.classList.add('note-shape')
  const title = element('note-title', [label])
  const words = element('note-words', [note])
  for (const each of [title, words]) each.dir = 'auto'
  return element(`note-sheet role-${style.colour}`, [shape, ...(label === '' ? [] : [title]), words])
}
