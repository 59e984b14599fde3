/**
 * The picture of a unit: frame in the colour of whose it is, what it does, how many; its designation at the lower left, as
 * the standard has it. What the set holds is drawn at once. A symbol from outside shows its bare frame at once and completes
 * itself when the library has come; without it the frame stays, which still tells whose it is.
 */
import { picture, svg } from './svg.ts'
import './unit.css'
import { isPlain, pieceNames, roleOfSidc } from './unitSet.ts'
import type { UnitShape } from './unitShape.ts'
import { unitPieces, unitShapes } from './unitShapes.ts'

/** The middle of the box is the middle of the frame, so that the frame stands on its place; echelons stick out above. */
const boxSize = 168
const box = `${100 - boxSize / 2} ${100 - boxSize / 2} ${boxSize} ${boxSize}`
const designationPixels = 13
const haloWidth = 10

/**
 * `size` is the side of the picture in pixels; a frame is nine tenths as wide. Give `label` '' where the designation is
 * written beside the symbol by other means. `onrepaint` hears that the library has completed the picture.
 */
export function unitPicture(sidc: string, label: string, size: number, onrepaint?: () => void): SVGElement {
  const inSet = shapesInSet(sidc)
  const made = picture(size, box, parts(inSet ?? frameOf(sidc), label, size))
  made.classList.add('unit-picture', `role-${roleOfSidc(sidc)}`)
  if (inSet === null) {
    // The server may be away: the frame stays, and the next picture asks again.
    complete(made, sidc, label, size, onrepaint).catch(() => undefined)
  }
  return made
}

async function complete(made: SVGElement, sidc: string, label: string, size: number, onrepaint?: () => void): Promise<void> {
  const { loadSymbolLibrary } = await import('./symbolLibrary.ts')
  const shapes = (await loadSymbolLibrary())(sidc)
  if (shapes === null) return
  made.replaceChildren(...parts(shapes, label, size))
  onrepaint?.()
}

/** Null when a piece of the symbol is not in the set. */
export function shapesInSet(sidc: string): readonly UnitShape[] | null {
  if (!isPlain(sidc)) return null
  const [frame, task, echelon] = pieceNames(sidc)
  const found = [unitPieces.get(frame), /\/0{10}$/.test(task) ? [] : unitPieces.get(task), echelon.endsWith('+00') ? [] : unitPieces.get(echelon)]
  const shapes: UnitShape[] = []
  for (const piece of found) {
    if (piece === undefined) return null
    shapes.push(...piece.flatMap((index) => unitShapes[index] ?? []))
  }
  return shapes
}

function frameOf(sidc: string): readonly UnitShape[] {
  const identity = /[0-6]/.test(sidc.charAt(3)) ? sidc.charAt(3) : '1'
  return shapesInSet(`100${identity}${sidc.slice(4, 6) === '11' ? '11' : '10'}00000000000000`) ?? []
}

function parts(shapes: readonly UnitShape[], label: string, size: number): readonly SVGElement[] {
  return [...shapes.flatMap(haloOf), ...shapes.flatMap(drawn), ...(label === '' ? [] : [designation(label, size)])]
}

/** Paper around everything, below everything; the frame's is the one that shows a selection. */
function haloOf(shape: UnitShape): readonly SVGElement[] {
  if (!('d' in shape) || shape.dash !== undefined) return []
  if (shape.fill === 'ground') return [svg('path', { d: shape.d, class: 'mark-frame-halo', 'vector-effect': 'non-scaling-stroke' })]
  return [svg('path', { d: shape.d, class: 'unit-halo', 'stroke-width': (shape.width ?? 0) + haloWidth, ...movedTo(shape) })]
}

function drawn(shape: UnitShape): readonly SVGElement[] {
  const { fill, stroke, width = 0, dash } = shape
  const look = {
    class: `unit-shape fill-${fill ?? 'none'} stroke-${fill === 'ground' ? 'role' : (stroke ?? 'none')}`,
    ...(stroke === undefined ? {} : { 'stroke-width': width }), ...(dash === undefined ? {} : { 'stroke-dasharray': dash }), ...movedTo(shape),
  }
  if ('d' in shape) {
    const path = svg('path', { d: shape.d, ...look })
    return fill === 'ground' ? [svg('path', { d: shape.d, class: 'unit-paper' }), path] : [path]
  }
  const { word, x, y, size } = shape
  return [svg('text', { x, y, 'font-size': size, ...look }, [document.createTextNode(word)])]
}

function designation(label: string, size: number): SVGElement {
  return svg('text', { x: 20, y: 150, class: 'unit-designation', 'font-size': (designationPixels * boxSize) / size }, [document.createTextNode(label)])
}

function movedTo({ moved }: UnitShape): Readonly<Record<string, string>> {
  return moved === undefined ? {} : { transform: moved }
}
