/** A document nobody else has: places to be drawn on a map by the one way marks are drawn. Never written, never sent. */
import * as Y from 'yjs'
import type { Annotation } from '#shared/board/annotation.ts'
import { putAnnotations } from '#shared/board/boardDocument.ts'
import { middleOrder } from '#shared/board/order.ts'
import type { Km, Zone } from '#shared/exercise/scenario.ts'
import { kmToLatLng } from '#shared/geo/grid.ts'
import type { OpenDocument } from '../../state/source.ts'

/** A mark with its label at each place. */
export function drawnPlaces(grid: Zone['grid'], places: readonly { readonly at: Km; readonly label: string }[]): OpenDocument {
  const doc = new Y.Doc()
  putAnnotations(doc, places.map(({ at, label }, index): Annotation => ({
    id: `place-${index}`, kind: 'marker', symbol: 'hotspot', geometry: kmToLatLng(grid, at), label, note: '', layer: 'default', group: '',
    order: middleOrder, locked: true, style: { colour: 'own', pattern: 'solid' },
  })), doc)
  return {
    name: 'plenary', doc, access: 'read', status: 'live', unsaved: 0, position: null, peers: [], awareness: null, salvaged: [],
    dismissSalvaged: () => undefined, tell: () => undefined, release: () => undefined,
  }
}
