/** Boards full of every kind of mark, by chance that repeats itself; words as people, scripts and attackers write them. */
import { areaGraphics, colourRoles, lineGraphics, patterns, type Annotation } from '../../shared/board/annotation.ts'
import { fieldsOf, parseAnnotation } from '../../shared/board/annotationParser.ts'
import { markerSymbols } from '../../shared/board/markerSymbols.ts'
import { orderAbove } from '../../shared/board/order.ts'
import type { SeededRandom } from './seededRandom.ts'

export const hostileWords = [
  '', 'Camp', '<script>alert(1)</script>', ']]><x>', '&amp; & &lt;', '"quoted" \'single\'', 'Қазақ тілі', 'مخيم النازحين', '难民营', '👩‍🚒 tea',
  'two\nlines\tand a tab', '  spaces at both ends  ', '\ud800 alone', '\ufffe\uffff', '\u2028line', '{"sandtable":1}', '__proto__', '<!--', '<![CDATA[', '&#x41;', 'null', '</value></Data>',
]

export function randomMarks(random: SeededRandom, count: number): Annotation[] {
  let order: string | null = null
  return Array.from({ length: count }, (_, index) => {
    order = orderAbove(order)
    const mark = parseAnnotation(`m${String(index).padStart(4, '0')}`, {
      ...shape(random), order, locked: random.chance(0.2), layer: random.pick(['default', 'l1', 'phase-2']), group: random.pick(['', '', 'g1', 'north']),
      label: random.pick(hostileWords), note: random.pick(hostileWords), colour: random.pick(colourRoles), pattern: random.pick(patterns),
    })
    if (mark === null) throw new Error('a random mark must be readable')
    // as a board gives it out
    return parseAnnotation(mark.id, fieldsOf(mark)) ?? mark
  })
}

function shape(random: SeededRandom): Record<string, unknown> {
  const place = (): [number, number] => [random.next() * 160 - 80, random.next() * 350 - 175]
  const path = (least: number): [number, number][] => Array.from({ length: least + random.whole(20) }, place)
  switch (random.pick(['marker', 'text', 'note', 'unit', 'circle', 'line', 'area', 'photo', 'sheet'])) {
    case 'line': return { kind: 'line', geometry: path(2), graphic: random.pick([null, ...lineGraphics]), quantity: random.pick([null, 0, 1200]) }
    case 'area': return { kind: 'area', geometry: path(3), graphic: random.pick([null, ...areaGraphics]) }
    case 'circle': return { kind: 'circle', geometry: place(), radiusKm: 0.001 + random.next() * 150, rings: 1 + random.whole(5) }
    case 'unit': return { kind: 'unit', geometry: place(), sidc: `100310001512${String(random.whole(1e8)).padStart(8, '0')}` }
    case 'photo': return { kind: 'photo', geometry: place(), media: `p${random.whole(1e6)}` }
    case 'sheet': return { kind: 'sheet', geometry: [place(), place(), place()], media: `s${random.whole(1e6)}`, opacity: random.pick([1, 0.5, 0.1]) }
    case 'text': return { kind: 'text', geometry: place() }
    case 'note': return { kind: 'note', geometry: place() }
    default: return { kind: 'marker', geometry: place(), symbol: random.pick(markerSymbols) }
  }
}
