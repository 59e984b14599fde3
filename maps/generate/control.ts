/** What a zone's sheet is made from: the control data its author draws by hand. Coordinates are km on the sheet. */
import type { Km } from '#shared/exercise/scenario.ts'
import type { Path } from './plane.ts'

export interface WaterControl {
  readonly id: string
  /** From source to mouth, through its control points; the first may lie at the sheet's edge. */
  readonly course: Path
  /** Metres above the sea at the beginning and at the end. */
  readonly heights: readonly [number, number]
  /** > 0: falls steeply at first, then gently. */
  readonly hollow: number
  /** How far from its control course it may wander, km. */
  readonly reach: number
  /** Points it must pass through straight: bridges, ferries, fords. Its mouth is always kept. */
  readonly pins: Path
  /** Points beside which it keeps close to its control course: towns on its bank. */
  readonly calm: Path
  /** Half width of its flood plain, km. */
  readonly plain: number
}

/** Ground of its own kind: how steep its valleys are cut, fading over `fade` km from the ring's edge. */
export interface GroundControl {
  readonly name: string
  readonly ring: Path
  readonly fade: number
  readonly steepness: number
}

/** A rise (or a dip) of so many metres, smooth, `radius` km wide. */
export interface Knoll { readonly at: Km; readonly metres: number; readonly radius: number }

export interface RunwayControl {
  readonly id: string
  readonly centre: Km
  /** Unit direction. */
  readonly direction: Km
  readonly km: number
  readonly paved: boolean
}

/** Points a road must pass, in order from its beginning; `km` = how far along, where it matters. */
export type Vias = Readonly<Record<string, readonly { readonly at: Km; readonly km: number | null }[]>>

export interface SheetControl {
  readonly zone: string
  readonly seed: number
  readonly waters: readonly WaterControl[]
  /** Where the edge of the world around the sheet drains to: heights in metres, nearest counts most. */
  readonly edges: readonly { readonly at: Km; readonly metres: number }[]
  /** Steepness where no ground control rules. */
  readonly steepness: number
  readonly grounds: readonly GroundControl[]
  readonly highest: { readonly ring: Path; readonly metres: number }
  /** A saddle: the lowest point of its ridge. `along` = unit direction of the way over it. */
  readonly passes: readonly { readonly at: Km; readonly metres: number; readonly along: Km }[]
  /** Ground that lies low: so many metres above the nearest water. */
  readonly flats: readonly { readonly ring: Path; readonly above: number }[]
  readonly knolls: readonly Knoll[]
  readonly vias: Vias
  readonly runways: readonly RunwayControl[]
  /** Buildings that are camps: huts in rows behind a fence. */
  readonly camps: readonly string[]
  /** The border down to its river, and the waters it follows from there. */
  readonly border: { readonly id: string; readonly course: Path; readonly then: readonly { readonly water: string; readonly from: Km }[] }
  /** Rings and lines that follow roads: of which road, from and to which km, how wide. */
  readonly follow: {
    readonly bands: readonly { readonly area: string; readonly roads: readonly string[]; readonly km: readonly [number, number] | null; readonly half: number }[]
    readonly lines: readonly { readonly line: string; readonly road: string }[]
  }
  readonly forests: readonly { readonly ring: Path; readonly density: number }[]
}
