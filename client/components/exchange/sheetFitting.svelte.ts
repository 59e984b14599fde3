/** The three points by which a picture is fitted to the ground. */
import type { Km } from '#shared/exercise/scenario.ts'
import { fitByThree, type FittedCorners, type FittingPair, type PicturePoint } from '#shared/geo/affine.ts'
import { kmToLatLng, type ZoneGrid } from '#shared/geo/grid.ts'

export interface PointPair extends FittingPair { readonly km: Km }

export class SheetFitting {
  pairs = $state.raw<readonly PointPair[]>([])
  readonly #grid: ZoneGrid

  constructor(grid: ZoneGrid) {
    this.#grid = grid
  }

  get full(): boolean {
    return this.pairs.length === 3
  }

  add(on: PicturePoint, km: Km): void {
    if (!this.full) this.pairs = [...this.pairs, { on, km, at: kmToLatLng(this.#grid, km) }]
  }

  dropLast(): void {
    this.pairs = this.pairs.slice(0, -1)
  }

  clear(): void {
    this.pairs = []
  }

  /** Null until there are three, and when they lie on one line. */
  corners(size: PicturePoint): FittedCorners | null {
    const [one, two, three] = this.pairs
    return one === undefined || two === undefined || three === undefined ? null : fitByThree([one, two, three], size)
  }
}
