/** A syndicate's board at the end of a planning move, as its officers would have drawn it on the Wenza sheet. */
import type { Annotation, AreaGraphic, ColourRole, LineGraphic, Pattern, Position } from '#shared/board/annotation.ts'
import type { MarkerSymbol } from '#shared/board/markerSymbols.ts'
import { orderAbove } from '#shared/board/order.ts'
import type { Km, Zone } from '#shared/exercise/scenario.ts'
import { kmToLatLng } from '#shared/geo/grid.ts'
import { sidcOf, type Unit } from '../../client/map/symbols/unitSet.ts'

type Look = readonly [ColourRole, Pattern?]

/** Places in kilometres of the sheet's grid. */
export function workedBoard({ grid, roads }: Zone): readonly Annotation[] {
  const marks: Annotation[] = []
  let order = 'V00000'
  const place = ([x, y]: Km): Position => kmToLatLng(grid, [x, y])
  const common = (label: string, [colour, pattern = 'solid']: Look, note = '') => {
    order = orderAbove(order)
    return { id: `worked-${marks.length + 1}`, label, note, layer: 'default', group: '', order, locked: false, style: { colour, pattern } } as const
  }
  const marker = (symbol: MarkerSymbol, at: Km, label: string, colour: ColourRole): void => {
    marks.push({ ...common(label, [colour]), kind: 'marker', symbol, geometry: place(at) })
  }
  const unit = (at: Km, label: string, which: Unit): void => {
    marks.push({ ...common(label, [which.side === 'state' ? 'state' : which.side === 'threat' ? 'threat' : 'own']), kind: 'unit', sidc: sidcOf(which), geometry: place(at) })
  }
  const area = (graphic: AreaGraphic | null, ring: readonly Km[], label: string, look: Look): void => {
    marks.push({ ...common(label, look), kind: 'area', graphic, geometry: ring.map(place) })
  }
  const line = (graphic: LineGraphic | null, way: readonly Km[], label: string, look: Look, quantity: number | null = null): void => {
    marks.push({ ...common(label, look), kind: 'line', graphic, quantity, geometry: way.map(place) })
  }
  const note = (at: Km, title: string, words: string): void => {
    marks.push({ ...common(title, ['note'], words), kind: 'note', geometry: place(at) })
  }
  const along = (id: string): readonly Km[] => roads.find((road) => road.id === id)?.line.filter((_, index, way) => index % 3 === 0 || index === way.length - 1) ?? []
  const round = ([x, y]: Km, across: number, along_ = across): readonly Km[] => Array.from({ length: 10 }, (_, corner): Km => {
    const angle = (corner / 10) * 2 * Math.PI
    return [x + across * Math.cos(angle) * (1 + 0.08 * Math.sin(corner * 3)), y + along_ * Math.sin(angle)]
  })

  area('hotspot', round([66.2, 42.6], 4.6, 3.6), '1 Lothra: women at the wood line', ['threat'])
  area('hotspot', round([34, 58], 4, 3.4), '2 Corvale market days', ['threat'])
  area('hotspot', round([77, 66.2], 6.4, 4.6), '3 Yeddan hamlets by night', ['threat'])
  area('no-go', [[89, 75], [97, 74], [98, 82], [91, 83]], 'No movement after dark', ['own'])
  line('patrol-route', along('GOLD-3'), 'Day patrol, 2 a day', ['own'])
  line('escort', [...along('SILVER-2'), ...along('SILVER-3')], 'Aid convoy Tue, Fri', ['civilian'])
  line('displacement', [[76, 64], [73, 57.5], [67.5, 48.5]], 'Since D-4', ['civilian', 'arrow'], 2400)
  line(null, [[95.5, 77], [88, 72.5], [81.5, 69]], 'Likely approach', ['threat', 'arrow'])
  line(null, [[101, 63], [101.5, 53], [107, 49]], '', ['threat', 'arrow'])
  marks.push({ ...common('Reserve: 30 min dry, 2 h in rain', ['own', 'dashed']), kind: 'circle', radiusKm: 18, rings: 2, geometry: place([59.5, 48.2]) })
  unit([51, 38.6], 'A Coy (-)', { side: 'own', task: 'motorised', echelon: 'company' })
  unit([72.6, 46.6], '1 Pl A', { side: 'own', task: 'infantry', echelon: 'platoon' })
  unit([29.6, 61.2], '2 Pl A', { side: 'own', task: 'infantry', echelon: 'platoon' })
  unit([97.3, 70.2], 'TDF', { side: 'state', task: 'infantry', echelon: 'company' })
  unit([104, 77], 'Armed group', { side: 'threat', task: 'group', echelon: 'none' })
  marker('quick-reaction', [62.4, 51.4], 'Reserve', 'own')
  marker('temporary-base', [70.8, 54.4], 'Temporary base, D+1 to D+6', 'own')
  marker('alert-network', [36.6, 54.4], 'Alert network: 6 phones', 'civilian')
  marker('evacuation-point', [74.4, 30.5], 'Evacuation point', 'own')
  marker('distribution', [77.5, 21.2], 'Distribution', 'civilian')
  marker('human-rights', [109.5, 40.4], 'Monitors: work at the mine', 'civilian')
  marker('firewood', [63.4, 36.4], 'Firewood escort 06:00–09:00', 'own')
  marker('flood', [49, 47.8], 'Bridge floods above 2.4 m', 'note')
  note([13, 78], 'What we cannot protect', 'Yeddan hamlets 16:00–06:00: two hours by track. Their elders know.')
  note([94, 12], 'Asked for', 'A helicopter by day. Two engagement teams.')
  return marks
}
