/**
 * A reference layer on one canvas: thousands of objects drawn to be read. They are projected once; moving and zooming only
 * scales the numbers. What is hit is worked out from the same numbers, for no object is an element of its own.
 */
import L from 'leaflet'
import type { ColourRole } from '#shared/board/annotation.ts'
import type { Piece } from '#shared/board/exchange/piece.ts'
import { distanceToStretch } from '#shared/geo/simplify.ts'
import type { ReferenceDrawing, ScreenPoint } from '../MapView.ts'
import { frameBatch } from './frameBatch.ts'
import type { Panes } from './panes.ts'

/** One ring or path in pixels of zoom 0, x and y in turn. */
interface Shape {
  readonly piece: number
  readonly kind: Piece['kind']
  readonly colour: ColourRole
  readonly paths: readonly Float64Array[]
  /** [left, top, right, bottom] */
  readonly box: readonly [number, number, number, number]
}

const beyond = 0.25
const roleTokens: Readonly<Record<ColourRole, string>> = { own: '--un', state: '--state', threat: '--threat', civilian: '--civilian', note: '--ink-soft' }
/** Lines of different meaning differ without colour, too. */
const dashes: Readonly<Record<ColourRole, readonly number[]>> = { own: [], state: [6, 2], threat: [2, 2], civilian: [1, 3], note: [] }

/** `ratio`: dots of the canvas to a CSS pixel. */
export function makeReferenceDrawing({ map }: Panes, ratio: () => number): ReferenceDrawing {
  const canvas = document.createElement('canvas')
  canvas.className = 'reference-canvas leaflet-zoom-hide'
  map.getPane('reference')?.append(canvas)
  let shapes: readonly Shape[] = []
  let visible = true
  const batch = frameBatch(draw)
  const ask = (): void => batch.ask()

  function draw(): void {
    const size = map.getSize()
    const corner = map.containerPointToLayerPoint([-size.x * beyond, -size.y * beyond])
    const [width, height] = [Math.ceil(size.x * (1 + 2 * beyond)), Math.ceil(size.y * (1 + 2 * beyond))]
    const dots = ratio()
    canvas.width = width * dots
    canvas.height = height * dots
    canvas.style.width = `${width}px`
    canvas.style.height = `${height}px`
    L.DomUtil.setPosition(canvas, corner)
    const context = canvas.getContext('2d')
    if (context === null || !visible) return
    const scale = map.getZoomScale(map.getZoom(), 0)
    const origin = map.getPixelOrigin().add(corner)
    context.setTransform(scale * dots, 0, 0, scale * dots, -origin.x * dots, -origin.y * dots)
    const view = [origin.x / scale, origin.y / scale, (origin.x + width) / scale, (origin.y + height) / scale] as const
    const styles = getComputedStyle(map.getContainer())
    context.lineWidth = 1.5 / scale
    context.lineJoin = 'round'
    for (const shape of shapes) if (overlaps(shape.box, view)) drawShape(context, shape, styles.getPropertyValue(roleTokens[shape.colour]), scale)
  }

  map.on('moveend zoomend viewreset resize', ask)
  return {
    show: (pieces) => {
      shapes = pieces.map(shapeOf)
      batch.ask()
    },
    setVisible: (on) => {
      visible = on
      batch.ask()
    },
    hit: (point, reach) => {
      if (!visible) return null
      const scale = map.getZoomScale(map.getZoom(), 0)
      const at = map.getPixelOrigin().add(map.containerPointToLayerPoint([point[0], point[1]])).divideBy(scale)
      return hitShape(shapes, [at.x, at.y], reach / scale)
    },
    inView: () => {
      if (!visible) return []
      const scale = map.getZoomScale(map.getZoom(), 0)
      const { min, max } = map.getPixelBounds()
      if (min === undefined || max === undefined) return []
      const view = [min.x / scale, min.y / scale, max.x / scale, max.y / scale] as const
      return shapes.flatMap(({ box, piece }) => (overlaps(box, view) ? [piece] : []))
    },
    close: () => {
      batch.stop()
      map.off('moveend zoomend viewreset resize', ask)
      canvas.remove()
    },
  }

  function shapeOf({ kind, positions, holes, colour }: Piece, piece: number): Shape {
    const paths = [positions, ...holes].map((path) => Float64Array.from(path.flatMap(([lat, lng]) => {
      const { x, y } = map.project([lat, lng], 0)
      return [x, y]
    })))
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
    const [outer = new Float64Array()] = paths
    for (let index = 0; index < outer.length; index += 2) {
      const [x = 0, y = 0] = outer.subarray(index, index + 2)
      left = Math.min(left, x)
      top = Math.min(top, y)
      right = Math.max(right, x)
      bottom = Math.max(bottom, y)
    }
    return { piece, kind, colour, paths, box: [left, top, right, bottom] }
  }
}

function drawShape(context: CanvasRenderingContext2D, { kind, paths, colour }: Shape, ink: string, scale: number): void {
  context.strokeStyle = ink
  context.fillStyle = ink
  context.setLineDash(dashes[colour].map((length) => (length * 1.5) / scale))
  context.beginPath()
  if (kind === 'point') {
    const [x = 0, y = 0] = paths[0] ?? []
    context.rect(x - 3 / scale, y - 3 / scale, 6 / scale, 6 / scale)
    context.fill()
    return
  }
  for (const path of paths) {
    for (let index = 0; index < path.length; index += 2) {
      const [x = 0, y = 0] = path.subarray(index, index + 2)
      if (index === 0) context.moveTo(x, y)
      else context.lineTo(x, y)
    }
    if (kind === 'area') context.closePath()
  }
  if (kind === 'area') {
    context.globalAlpha = 0.08
    context.fill('evenodd')
    context.globalAlpha = 1
  }
  context.stroke()
}

function overlaps([left, top, right, bottom]: Shape['box'], [viewLeft, viewTop, viewRight, viewBottom]: Shape['box']): boolean {
  return left <= viewRight && right >= viewLeft && top <= viewBottom && bottom >= viewTop
}

/** Points before lines before areas; the last drawn first. */
function hitShape(shapes: readonly Shape[], at: ScreenPoint, reach: number): number | null {
  const near = shapes.filter(({ box: [left, top, right, bottom] }) => at[0] >= left - reach && at[0] <= right + reach && at[1] >= top - reach && at[1] <= bottom + reach)
  const touched = near.filter((shape) => shape.kind === 'point' || shape.paths.some((path) => isNear(path, at, reach, shape.kind === 'area')))
  const best = touched.findLast(({ kind }) => kind === 'point') ?? touched.at(-1) ?? near.findLast((shape) => shape.kind === 'area' && isInside(shape, at))
  return best?.piece ?? null
}

function isNear(path: Float64Array, at: ScreenPoint, reach: number, closed: boolean): boolean {
  const count = path.length / 2
  const corner = (index: number): ScreenPoint => [path[(index % count) * 2] ?? 0, path[(index % count) * 2 + 1] ?? 0]
  for (let index = 0; index < (closed ? count : count - 1); index += 1) {
    if (distanceToStretch(at, corner(index), corner(index + 1)) <= reach) return true
  }
  return false
}

/** Inside the outline and in none of its holes: an odd number of edges lies to the left. */
function isInside({ paths }: Shape, [x, y]: ScreenPoint): boolean {
  let within = false
  for (const path of paths) {
    for (let index = 0; index < path.length; index += 2) {
      const before = (index + path.length - 2) % path.length
      const [fromX = 0, fromY = 0, toX = 0, toY = 0] = [path[before], path[before + 1], path[index], path[index + 1]]
      if (toY > y !== fromY > y && x < ((fromX - toX) * (y - toY)) / (fromY - toY) + toX) within = !within
    }
  }
  return within
}
