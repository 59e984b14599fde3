/** What is seen with the whole sheet: the sheet and a little of the paper around it. */
import type { Zone } from '#shared/exercise/scenario.ts'
import { growBounds, zoneBounds, type Bounds } from '#shared/geo/bounds.ts'

const marginShare = 0.045

export function wholeSheet(zone: Zone): Bounds {
  return growBounds(zoneBounds(zone), marginShare)
}
