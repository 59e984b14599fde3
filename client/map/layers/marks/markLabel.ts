/** The words of a mark: beside a symbol, on a text, in the middle of a line or an area. */
import { positionsOf, type Annotation, type Position } from '#shared/board/annotation.ts'
import type { Label } from '../labelLayer.ts'
import { centreOf, middleOf } from '../smooth.ts'
import { rankOf } from './areaPictures.ts'

/** Where a mark's words stand. */
export function anchorOf(mark: Annotation): Position {
  if (mark.kind === 'line') return middleOf(mark.geometry).at
  if (mark.kind === 'area') return centreOf(mark.geometry)
  return positionsOf(mark.geometry)[0] ?? [0, 0]
}

/** Null when there is nothing to say. `badge`: the number of the board, where several lie over each other. */
export function labelOf(mark: Annotation, badge: number | null, state: string): Label | null {
  const words = wordsOf(mark)
  if (words === '' && badge === null) return null
  const { kind } = mark
  const ornamented = (kind === 'line' && mark.graphic === 'displacement') || (kind === 'area' && mark.graphic === 'hotspot')
  return {
    at: anchorOf(mark), words, ...(badge === null ? {} : { badge }), className: `label-mark label-mark-${kind} role-${mark.style.colour} ${state}`, pane: 'labels',
    // Officers' marks lead: the sheet's own words give way to theirs.
    priority: kind === 'text' ? 10 : kind === 'marker' || kind === 'unit' ? 90 : 95,
    seat: kind === 'text' || (kind === 'area' && !ornamented) ? 'over' : 'around',
    gap: gapOf(mark, ornamented), must: kind === 'text', far: true, fromZoom: 0,
  }
}

function gapOf({ kind }: Annotation, ornamented: boolean): number {
  if (kind === 'marker') return 20
  if (kind === 'unit') return 26
  return ornamented ? 18 : 9
}

/** A sticky note bears its own words; the rank of a hotspot stands in its disc. */
function wordsOf(mark: Annotation): string {
  if (mark.kind === 'note') return ''
  if (mark.kind !== 'area' || mark.graphic !== 'hotspot' || rankOf(mark.label) === null) return mark.label
  return mark.label.replace(/^\s*\d{1,2}[.):\s]*/, '')
}
