/** The plenary: who has the floor, and what the presenter shows. Views and pointers are traces, not events. */
import type { SeatId, SyndicateId } from './names.ts'
import type { RecordedAt } from './moment.ts'

export interface Floor {
  readonly syndicate: SyndicateId
  /** The one seat whose view the room follows; the lead unless named otherwise; null when nobody is there. */
  readonly presenter: SeatId | null
  readonly givenAt: RecordedAt
}

/** What the presenter's screen shows. Followers fit the bounds, they do not copy the zoom. */
export interface StageView {
  /** WGS84 [south, west, north, east]. */
  readonly bounds: readonly [number, number, number, number]
  /** Which part of the plan stands beside the map: a section id, or null. */
  readonly section: string | null
  /** Layer ids that are hidden. */
  readonly hiddenLayers: readonly string[]
  /** Ids of annotations that are lit. */
  readonly highlight: readonly string[]
}

/** A trace decides nothing: seek reads the last one at or before the moment. */
export type Trace =
  | { readonly type: 'StageViewShown'; readonly view: StageView }
  /** One row a second, holding that second's samples [milliseconds before the row, lat, lng]. */
  | { readonly type: 'PointerMoved'; readonly samples: readonly (readonly [number, number, number])[] }
