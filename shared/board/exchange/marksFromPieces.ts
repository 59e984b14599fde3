/**
 * Marks made of pieces, ready to be put on a board. What this program wrote comes back as the mark it was; what others
 * wrote becomes markers, lines and areas. Ids and order are given here anew: an import adds, it never writes over.
 */
import { simplifyToFit } from '../../geo/simplify.ts'
import { limits } from '../../protocol/limits.ts'
import { defaultLayer, type Annotation } from '../annotation.ts'
import { parseAnnotation } from '../annotationParser.ts'
import { compareOrder, isOrder, middleOrder, orderAbove } from '../order.ts'
import { asFields } from './geoJsonIn.ts'
import { Notices, type Notice, type Piece } from './piece.ts'

export interface MarksMade {
  readonly marks: readonly Annotation[]
  readonly notices: readonly Notice[]
}

export interface Naming {
  /** Begins the ids of all marks; nobody else's may begin so. */
  readonly prefix: string
  /** The highest order key on the board; null on an empty one. */
  readonly highest: string | null
  /** Objects of several pieces are grouped; with a word here, everything is one group. */
  readonly group: string | null
}

export function marksFromPieces(pieces: readonly Piece[], { prefix, highest, group }: Naming): MarksMade {
  const notices = new Notices()
  const parts = new Map<number, number>()
  for (const { object } of pieces) parts.set(object, (parts.get(object) ?? 0) + 1)
  const read = pieces.flatMap((piece, index) => {
    const together = (parts.get(piece.object) ?? 0) > 1 ? `${prefix}-g${piece.object}` : ''
    // as many digits for all, so that ids of equal order keys stand as the file has them
    const mark = markOf(`${prefix}-${String(index).padStart(5, '0')}`, piece, together, notices)
    return mark === null ? [] : [group === null ? mark : { ...mark, group }]
  })
  let order = highest
  const marks = read.sort(compareOrder).map((mark) => {
    order = orderAbove(order)
    return { ...mark, order }
  })
  return { marks, notices: notices.list() }
}

function markOf(id: string, piece: Piece, group: string, notices: Notices): Annotation | null {
  const own = ownMark(id, piece)
  if (own !== null) return own
  if (piece.own !== null) notices.add('not-ours', piece.name)
  if (piece.holes.length > 0) notices.add('holes', piece.name, piece.holes.length)
  const many = piece.positions.length > limits.annotationPoints
  if (many) notices.add('simplified', piece.name)
  const geometry = many ? simplifyToFit(piece.positions, 0, limits.annotationPoints) : piece.positions
  return parseAnnotation(id, {
    kind: piece.kind === 'point' ? 'marker' : piece.kind, geometry: piece.kind === 'point' ? piece.positions[0] : geometry,
    label: piece.name, note: piece.note, colour: piece.colour, pattern: piece.pattern, symbol: 'note', layer: defaultLayer, group,
  })
}

/** Null when the piece is not of ours, or its fields do not fit the geometry it came with. */
function ownMark(id: string, piece: Piece): Annotation | null {
  const own = asFields(piece.own)
  if (own === null || typeof own['kind'] !== 'string') return null
  const wanted = own['kind'] === 'line' ? 'line' : own['kind'] === 'area' || own['kind'] === 'circle' || own['kind'] === 'sheet' ? 'area' : 'point'
  if (wanted !== piece.kind) return null
  const geometry = own['kind'] === 'circle' ? own['centre'] : own['kind'] === 'sheet' ? own['corners'] : piece.kind === 'point' ? piece.positions[0] : piece.positions
  return parseAnnotation(id, { ...own, geometry, order: isOrder(own['order']) ? own['order'] : middleOrder })
}
