/**
 * Reads the drawing instructions of milsymbol into our own shapes: nested groups become one list, numbers lose what no eye
 * sees, colours become what they are for. What we cannot draw gives null.
 */
import type { Paint, UnitShape } from './unitShape.ts'

/** The standard draws lines of 3, letters of 25 and gaps of 4 into its 200: at 40 pixels nobody would see them. */
const thinnestLine = 6
const smallWord = 30
const wordGrowth = 1.24
const gaps = '14 16'

interface Style {
  readonly fill: unknown
  readonly stroke: unknown
  readonly width: unknown
  readonly moved: string
}

export function readInstructions(instructions: unknown): readonly UnitShape[] | null {
  const shapes: UnitShape[] = []
  return readAll(instructions, { fill: undefined, stroke: undefined, width: undefined, moved: '' }, shapes) ? shapes : null
}

function readAll(list: unknown, style: Style, into: UnitShape[]): boolean {
  return Array.isArray(list) && list.every((each: unknown) => (Array.isArray(each) ? readAll(each, style, into) : readOne(each, style, into)))
}

function readOne(instruction: unknown, outer: Style, into: UnitShape[]): boolean {
  if (typeof instruction !== 'object' || instruction === null) return false
  const field = (name: string): unknown => (Object.hasOwn(instruction, name) ? Reflect.get(instruction, name) : undefined)
  if (field('clipPath') !== undefined) return false
  const style: Style = {
    fill: field('fill') ?? outer.fill, stroke: field('stroke') ?? outer.stroke, width: field('strokewidth') ?? outer.width, moved: outer.moved,
  }
  const number = (name: string): number => quantised(Number(field(name)))
  switch (field('type')) {
    case 'translate': return readAll(field('draw'), { ...style, moved: joined(style.moved, number('x') === 0 && number('y') === 0 ? '' : `translate(${number('x')} ${number('y')})`) }, into)
    case 'scale': return readAll(field('draw'), { ...style, moved: joined(style.moved, `scale(${Number(field('factor'))})`) }, into)
    case 'path': {
      const d = field('d')
      if (typeof d !== 'string') return false
      into.push({ d: shortened(d), ...painted(style, field) })
      return true
    }
    case 'circle': {
      const [x, y, r] = [number('cx'), number('cy'), number('r')]
      into.push({ d: `M${quantised(x - r)} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`, ...painted(style, field) })
      return true
    }
    case 'text': {
      const word = field('text')
      if (typeof word !== 'string' || field('textanchor') !== 'middle') return false
      const size = number('fontsize')
      const grown = size < smallWord ? quantised(size * wordGrowth) : size
      into.push({ word, x: number('x'), y: quantised(number('y') - (grown - size) / 2), size: grown, ...painted(style, field, 0) })
      return true
    }
    default: return false
  }
}

function painted(style: Style, field: (name: string) => unknown, thinnest = thinnestLine): Partial<Pick<UnitShape, 'fill' | 'stroke' | 'width' | 'dash' | 'moved'>> {
  const fill = paintOf(style.fill, 'fill')
  const stroke = paintOf(style.stroke, 'stroke')
  const dash = field('strokedasharray')
  return {
    ...(fill === null ? {} : { fill }),
    ...(stroke === null ? {} : { stroke, width: Math.max(thinnest, Number(style.width) || 0) }),
    ...(typeof dash === 'string' ? { dash: gaps } : {}),
    ...(style.moved === '' ? {} : { moved: style.moved }),
  }
}

/** The library's own colours: black lines, near-white that shows through, and the ground of a frame. */
function paintOf(colour: unknown, use: 'fill' | 'stroke'): Paint | null {
  if (typeof colour !== 'string' || colour === '' || colour === 'none') return null
  if (colour === 'black') return 'ink'
  if (colour === 'white' || /^rgb\(239, ?239, ?239\)$/.test(colour)) return 'paper'
  return use === 'fill' ? 'ground' : 'ink'
}

function quantised(value: number): number {
  return Math.round(value * 10) / 10 + 0
}

function shortened(d: string): string {
  return d.replace(/-?\d*\.?\d+(?:e-?\d+)?/g, (number) => String(quantised(Number(number)))).replace(/\s+/g, ' ').replace(/ ?([a-zA-Z]) ?/g, '$1').trim()
}

function joined(one: string, other: string): string {
  return [one, other].filter((each) => each !== '').join(' ')
}
