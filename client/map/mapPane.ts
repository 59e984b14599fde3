/**
 * What views may ask of a map. `MapPane.svelte` is the one component that takes these properties; behind it stands
 * `MapView` (the seam) and leafletMap.ts (the one implementation). No view knows Leaflet.
 */
import type { Km, Zone } from '#shared/exercise/scenario.ts'
import type { StageView } from '#shared/exercise/plenary.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import type { WorldFacts } from '#shared/exercise/world.ts'
import type { ToolId } from './tools/tool.ts'
import type { PlannedSpot, Shading } from '../state/mapRequests.svelte.ts'
import type { LatLng, OpenDocument } from '../state/source.ts'

/** A document whose annotations are drawn. Only one of a pane's boards is writable: the one with tools. */
export interface BoardLayer {
  readonly id: string
  readonly title: string
  /** 1 … 8: syndicate number for colour and shape; 0 = directing staff's overlay. */
  readonly number: number
  readonly document: OpenDocument
}

export interface MapPaneProps {
  readonly zone: Zone
  readonly view: ExerciseState
  /** What is so in the zone for this eye: worldOf(syndicate), the common world, or staff's whole truth. */
  readonly world: WorldFacts
  readonly boards: readonly BoardLayer[]
  /** Id of the board the tools write to; null = no tools at all (read-only views offer none). */
  readonly editing: string | null
  /** recordedAt now, so that what is new can ring for ten seconds. */
  readonly now: number
  /** Follow this view when it changes (fit the bounds); null = free. */
  readonly follow: StageView | null
  /** The presenter's pointer. */
  readonly pointer: LatLng | null
  /** Called ≤ 4/s when the person moved the map. `byPerson` is false for moves caused by `follow`. */
  readonly oncamera?: (view: StageView, byPerson: boolean) => void
  /** Called with the pointer's place, ≤ 15/s; null when it leaves. */
  readonly onpointer?: (at: LatLng | null) => void
  /** While set, the next click or Enter on the map answers with the place instead of using a tool. */
  readonly onpick?: ((at: Km) => void) | null
  /** Opens the confidential way for a case that may not stand on the board; left out where there is none beside the map. */
  readonly onrefer?: (() => void) | undefined
  /** Go there (centre, close in) whenever the object changes. */
  readonly goTo: { readonly at: Km } | null
  /** Its name where a page holds several maps; 'Map' where it is left out. */
  readonly label?: string
  /** Takes this tool in hand, unless something is being drawn; `ontaken` says that it was heard. */
  readonly hand?: ToolId | null
  readonly ontaken?: () => void
  /** The tool whose button is ringed. */
  readonly lit?: ToolId | null
  /** How far somebody gets, or a way, shaded under the marks; null = nothing. */
  readonly shading?: Shading | null
  /** Places of the plan, shown while a panel speaks of them. */
  readonly planned?: readonly PlannedSpot[]
  /** Opens the row of one of them. */
  readonly onplanned?: (row: string) => void
  /** True on projector and wall screens: larger labels, no controls. */
  readonly stage: boolean
}
