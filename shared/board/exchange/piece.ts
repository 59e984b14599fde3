/**
 * What a file from another program is made of once it was read: pieces, each one point, line or area with its words,
 * and notices of what was left out and why. Reading is in geojsonIn.ts and kmlIn.ts; marksFromPieces.ts makes marks of
 * pieces. A notice is a code and a count: its sentence is the screen's.
 */
import type { ColourRole, Pattern, Position } from '../annotation.ts'

export interface Piece {
  readonly kind: 'point' | 'line' | 'area'
  /** A line's or a ring's positions, a point's one. Rings are open: the last position is not the first again. */
  readonly positions: readonly Position[]
  /** Open rings cut out of an area. */
  readonly holes: readonly (readonly Position[])[]
  readonly name: string
  readonly note: string
  readonly colour: ColourRole
  readonly pattern: Pattern
  /** Fields of a mark this program wrote, as they stood in the file; null in what others wrote. */
  readonly own: unknown
  /** Counts the objects of the file: pieces of one object have the same. */
  readonly object: number
}

export const noticeCodes = [
  'no-geometry', 'unknown-geometry', 'bad-coordinates', 'off-the-globe', 'too-few-points', 'too-deep', 'no-feature', 'too-many',
  'height-dropped', 'ring-not-closed', 'holes', 'simplified', 'network-link', 'overlay-picture', 'not-ours', 'order-suspect', 'outside-sheet',
] as const
export type NoticeCode = (typeof noticeCodes)[number]

export interface Notice {
  readonly code: NoticeCode
  /** How many objects, or holes, it is about. */
  readonly count: number
  /** The name of the first of them; '' when it has none. */
  readonly example: string
}

/** Why nothing at all can be read of a file. */
export type FileProblem = 'not-json' | 'not-geojson' | 'not-xml' | 'not-kml' | 'other-coordinates' | 'doctype' | 'zipped' | 'too-large' | 'empty'

export type FileRead =
  | { readonly status: 'read'; readonly pieces: readonly Piece[]; readonly objects: number; readonly notices: readonly Notice[] }
  | { readonly status: 'refused'; readonly problem: FileProblem }

/** Gathers notices while a file is read. */
export class Notices {
  readonly #found = new Map<NoticeCode, { count: number; readonly example: string }>()

  /** How many there are of all kinds. */
  get total(): number {
    return Array.from(this.#found.values()).reduce((sum, { count }) => sum + count, 0)
  }

  add(code: NoticeCode, example: string, count = 1): void {
    const present = this.#found.get(code)
    if (present === undefined) this.#found.set(code, { count, example })
    else present.count += count
  }

  list(): Notice[] {
    return noticeCodes.flatMap((code) => {
      const found = this.#found.get(code)
      return found === undefined ? [] : [{ code, count: found.count, example: found.example }]
    })
  }
}
