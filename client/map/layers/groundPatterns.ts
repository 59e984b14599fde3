/** Small repeated signs that tell ground without colour: trees, bushes, reeds. Fixed to the land, not to the screen. */
import type { CanvasView } from './groundCanvas.ts'

type Sign = 'trees' | 'bush' | 'reeds'

const tile = 48
const tiles = new Map<string, HTMLCanvasElement>()

/** Where signs stand in a tile: irregular, so that no rows show. */
const places: Readonly<Record<Sign, readonly (readonly [number, number])[]>> = {
  trees: [[5, 6], [17, 3], [29, 8], [41, 5], [11, 16], [24, 18], [37, 17], [3, 27], [18, 29], [31, 28], [44, 30], [9, 39], [25, 41], [38, 42]],
  bush: [[8, 9], [31, 5], [20, 24], [42, 29], [6, 40], [32, 43]],
  reeds: [[6, 8], [28, 6], [16, 19], [38, 21], [5, 31], [27, 33], [41, 43], [15, 44]],
}

export function patternOf(sign: Sign, colour: string, { context, originX, originY, density }: CanvasView): CanvasPattern | null {
  const key = `${sign} ${colour} ${density}`
  const drawn = tiles.get(key) ?? drawTile(sign, colour, density)
  if (tiles.size > 24) tiles.clear()
  tiles.set(key, drawn)
  const pattern = context.createPattern(drawn, 'repeat')
  pattern?.setTransform(new DOMMatrix().translate(-(originX % tile), -(originY % tile)).scale(1 / density))
  return pattern
}

function drawTile(sign: Sign, colour: string, density: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = tile * density
  canvas.height = tile * density
  const context = canvas.getContext('2d')
  if (context === null) return canvas
  context.scale(density, density)
  context.strokeStyle = colour
  context.fillStyle = colour
  context.lineWidth = 0.8
  for (const [x, y] of places[sign]) {
    context.beginPath()
    if (sign === 'reeds') {
      context.moveTo(x - 3.5, y)
      context.lineTo(x + 3.5, y)
      context.moveTo(x, y)
      context.lineTo(x, y - 2.2)
      context.stroke()
    } else {
      context.arc(x, y, sign === 'trees' ? 1.15 : 0.95, 0, 2 * Math.PI)
      context.fill()
    }
  }
  return canvas
}
