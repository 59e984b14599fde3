/**
 * How the ground is painted, bottom to top: fields, woods, marsh, contours, streams, named waters, settlements. Widths
 * and what is shown go by zoom; colours are the style sheet's. Woods, marsh and waters read without colour.
 */
import type { CanvasView } from './groundCanvas.ts'
import type { GroundPalette } from './groundPalette.ts'
import type { ShapeSet } from './groundShapes.ts'
import { patternOf } from './groundPatterns.ts'

/** Below it the whole sheet is in view: fewer points, fewer things. */
const wholeZoom = 11

export function paintGround(view: CanvasView, sets: readonly ShapeSet[], waters: readonly ShapeSet[], colours: GroundPalette): void {
  const { zoom } = view
  const far = zoom < wholeZoom
  const of = (kind: string): ShapeSet[] => sets.filter((set) => set.kind === kind).map((set) => (far ? set.thin ?? set : set))
  for (const set of of('field')) paintFields(view, set, colours)
  for (const set of of('open')) fill(view, set, { colour: colours.open, edge: null, pattern: zoom >= 11.75 ? patternOf('bush', colours.tree, view) : null })
  for (const set of of('woods')) fill(view, set, { colour: colours.woods, edge: zoom >= 11 ? colours.woodsEdge : null, pattern: zoom >= 11.25 ? patternOf('trees', colours.tree, view) : null })
  for (const set of of('marsh')) fill(view, set, { colour: colours.marsh, edge: null, pattern: zoom >= 10.75 ? patternOf('reeds', colours.stream, view) : null })
  for (const set of of('contour')) {
    const isIndex = set.value % 100 === 0
    const shown = isIndex ? zoom >= 10 || set.value % 200 === 0 : zoom >= 11.75 || (zoom >= 11 && set.value % 40 === 0)
    if (shown) stroke(view, set, { colour: isIndex ? colours.contourIndex : colours.contour, width: isIndex ? (zoom < 11 ? 0.6 : 1) : zoom < 12 ? 0.45 : 0.6 })
  }
  for (const set of of('oxbow')) stroke(view, set, { colour: colours.bank, width: Math.max(1, metres(view, 70)) + 0.8 }, { colour: colours.water, width: Math.max(0.7, metres(view, 70)) })
  for (const set of of('stream')) {
    const shown = set.value >= 3 || (set.value === 2 ? zoom >= 9.5 : zoom >= 11)
    const near = zoom >= 12 ? 1.5 : 1
    if (shown) stroke(view, set, { colour: colours.stream, width: (set.value === 3 ? 1.4 : set.value === 2 ? 1 : 0.7) * near, dash: set.value === 1 ? [6, 2, 1.5, 2] : [] })
  }
  for (const water of waters) paintWater(view, water, colours)
  paintSettlements(view, of, colours)
}

function metres({ size }: CanvasView, width: number): number {
  // the sheet lies near the equator: a degree of longitude is a degree
  return (width * size) / 40_075_017
}

function paintFields(view: CanvasView, set: ShapeSet, colours: GroundPalette): void {
  if (view.zoom < 9) return
  const { context } = view
  for (const parity of [0, 1]) {
    context.beginPath()
    trace(view, set, true, (line) => line % 2 === parity, 'drawn')
    context.fillStyle = parity === 0 ? colours.field : colours.fieldOther
    context.fill()
    if (view.zoom < 11.75) continue
    context.strokeStyle = colours.fieldEdge
    context.lineWidth = 0.6
    context.stroke()
  }
}

interface Fill { readonly colour: string; readonly edge: string | null; readonly pattern: CanvasPattern | null }

function fill(view: CanvasView, set: ShapeSet, { colour, edge, pattern }: Fill): void {
  const { context } = view
  context.beginPath()
  trace(view, set, true)
  context.fillStyle = colour
  context.fill('evenodd')
  if (pattern !== null) {
    context.fillStyle = pattern
    context.fill('evenodd')
  }
  if (edge === null) return
  context.strokeStyle = edge
  context.lineWidth = 0.7
  context.stroke()
}

interface Stroke { readonly colour: string; readonly width: number; readonly dash?: readonly number[] }

function stroke(view: CanvasView, set: ShapeSet, ...strokes: readonly Stroke[]): void {
  const { context } = view
  context.beginPath()
  trace(view, set, false)
  context.lineJoin = 'round'
  context.lineCap = 'round'
  for (const { colour, width, dash = [] } of strokes) {
    context.setLineDash([...dash])
    context.strokeStyle = colour
    context.lineWidth = width
    context.stroke()
  }
  context.setLineDash([])
}

/** Puts the lines in view into the path; points nearer than half a pixel to the one before are left out. */
function trace({ context, size, originX, originY, width, height }: CanvasView, { points, starts, boxes }: ShapeSet, closed: boolean, wanted: (line: number) => boolean = () => true, small: 'left out' | 'drawn' = closed ? 'left out' : 'drawn'): void {
  // what is smaller than a pixel or two is no news on a far sheet
  const least = 2.2 / size
  const [west, north, east, south] = [originX / size, originY / size, (originX + width) / size, (originY + height) / size]
  for (let line = 0; line + 1 < starts.length; line += 1) {
    const box = line * 4
    if ((boxes[box] ?? 0) > east || (boxes[box + 2] ?? 0) < west || (boxes[box + 1] ?? 0) > south || (boxes[box + 3] ?? 0) < north) continue
    if ((boxes[box + 2] ?? 0) - (boxes[box] ?? 0) < least && (boxes[box + 3] ?? 0) - (boxes[box + 1] ?? 0) < least && small === 'left out') continue
    if (!wanted(line)) continue
    const [from, to] = [starts[line] ?? 0, starts[line + 1] ?? 0]
    let lastX = (points[from] ?? 0) * size - originX
    let lastY = (points[from + 1] ?? 0) * size - originY
    context.moveTo(lastX, lastY)
    for (let index = from + 2; index < to; index += 2) {
      const x = (points[index] ?? 0) * size - originX
      const y = (points[index + 1] ?? 0) * size - originY
      if (Math.abs(x - lastX) + Math.abs(y - lastY) < 0.7 && index + 2 < to) continue
      context.lineTo(x, y)
      lastX = x
      lastY = y
    }
    // not closePath: in Chromium each call walks the whole path so far, a tenth of a second for a sheet of woods
    if (closed) context.lineTo((points[from] ?? 0) * size - originX, (points[from + 1] ?? 0) * size - originY)
  }
}

/** Metres wide at source and mouth, and the least width in pixels on a far sheet. */
const waterWidths = { river: { metres: [130, 250], least: [1.8, 3.4] }, tributary: { metres: [14, 52], least: [0.8, 2] } } as const
const runs = 24

/** A river grows on its way: it is painted in runs, each a little wider than the one before. */
function paintWater(view: CanvasView, water: ShapeSet, colours: GroundPalette): void {
  const { context, size, originX, originY, zoom } = view
  const { metres: [from, to], least: [thin, thick] } = waterWidths[water.kind === 'river' ? 'river' : 'tributary']
  const count = water.points.length / 2
  const grown = zoom <= 9 ? 1 : Math.min(1.7, 1 + (zoom - 9) * 0.25)
  context.lineJoin = 'round'
  context.lineCap = 'round'
  for (const pass of ['bank', 'water'] as const) {
    context.strokeStyle = pass === 'bank' ? colours.bank : colours.water
    for (let run = 0; run < runs; run += 1) {
      const share = run / (runs - 1)
      const width = Math.max((thin + (thick - thin) * share) * grown, metres(view, from + (to - from) * share))
      const [first, last] = [Math.floor((run * (count - 1)) / runs), Math.ceil(((run + 1) * (count - 1)) / runs)]
      context.beginPath()
      for (let index = first; index <= last; index += 1) {
        const [x, y] = [(water.points[index * 2] ?? 0) * size - originX, (water.points[index * 2 + 1] ?? 0) * size - originY]
        if (index === first) context.moveTo(x, y)
        else context.lineTo(x, y)
      }
      context.lineWidth = pass === 'bank' ? width + (zoom < 10 ? 0.8 : 1.6) : width
      if (pass === 'bank' || width > 1.1) context.stroke()
    }
  }
}

function paintSettlements(view: CanvasView, of: (kind: string) => ShapeSet[], colours: GroundPalette): void {
  const { context, zoom } = view
  const solid = (kind: string, colour: string, edge: string | null): void => {
    for (const set of of(kind)) {
      context.beginPath()
      trace(view, set, true, () => true, 'drawn')
      context.fillStyle = colour
      context.fill()
      if (edge === null) continue
      context.strokeStyle = edge
      context.lineWidth = zoom >= 13 ? 0.8 : 0.5
      context.stroke()
    }
  }
  solid('block', colours.block, zoom >= 11 ? colours.blockEdge : colours.block)
  if (zoom >= 11.5) solid('house', colours.house, zoom >= 12.5 ? null : colours.house)
  if (zoom >= 10.5) solid('shelter', colours.shelter, zoom < 12.5 ? colours.shelter : null)
  for (const set of of('pit')) if (zoom >= 10.5) fill(view, set, { colour: colours.pit, edge: colours.blockEdge, pattern: null })
  for (const set of of('fence')) {
    if (zoom < 11) continue
    context.beginPath()
    trace(view, set, true)
    context.setLineDash([5, 2])
    context.strokeStyle = colours.house
    context.lineWidth = 0.9
    context.stroke()
    context.setLineDash([])
  }
  for (const set of of('runway')) {
    context.beginPath()
    trace(view, set, true)
    context.fillStyle = set.value === 1 ? colours.runway : colours.strip
    context.fill()
    context.strokeStyle = colours.house
    context.lineWidth = zoom >= 11 ? 1 : 1.4
    context.stroke()
  }
}
