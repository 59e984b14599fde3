/**
 * Makes unitShapes.ts: every piece of the set (frames, tasks, echelons) as the library draws it, each shape once. The pieces
 * are cut out of whole symbols, and put together again they are those symbols to the last number (tests).
 */
import { loadSymbolLibrary } from '../symbolLibrary.ts'
import { allUnits, pieceNames, sidcOf } from '../unitSet.ts'
import type { UnitShape } from '../unitShape.ts'

/** Frames of everybody who can be met: pending, unknown, assumed, friend, neutral, suspect, hostile; land and civilian. */
const frames = ['0', '1', '2', '3', '4', '5', '6'].flatMap((identity) => ['10', '11'].map((set) => `100${identity}${set}00000000000000`))

export async function makeUnitShapes(): Promise<string> {
  const draw = await loadSymbolLibrary()
  const shapesOf = (sidc: string): readonly UnitShape[] => {
    const shapes = draw(sidc)
    if (shapes === null) throw new Error(`${sidc} cannot be drawn`)
    return shapes
  }
  const known = new Map<string, number>()
  const pieces = new Map<string, readonly number[]>()
  const keep = (name: string, shapes: readonly UnitShape[]): void => {
    pieces.set(name, shapes.map((shape) => {
      const words = JSON.stringify(shape)
      const index = known.get(words) ?? known.size
      known.set(words, index)
      return index
    }))
  }
  for (const sidc of frames) keep(pieceNames(sidc)[0], shapesOf(sidc))
  for (const sidc of allUnits().map(sidcOf)) {
    const [frame, task, echelon] = pieceNames(sidc)
    const bare = shapesOf(`${sidc.slice(0, 8)}000000000000`).length
    const still = shapesOf(`${sidc.slice(0, 8)}00${sidc.slice(10)}`)
    if (!pieces.has(frame)) throw new Error(`no frame ${frame}`)
    keep(task, still.slice(bare))
    keep(echelon, shapesOf(sidc).slice(still.length))
  }
  return fileOf(Array.from(known.keys()), Array.from(pieces))
}

function fileOf(shapes: readonly string[], pieces: readonly (readonly [string, readonly number[]])[]): string {
  return [
    '/** Made by `npm run generate:symbols` from milsymbol 3.0.4 (MIT, Måns Beckman). Not for writing by hand. */',
    "import type { UnitShape } from './unitShape.ts'",
    '',
    'export const unitShapes: readonly UnitShape[] = [',
    ...shapes.map((shape) => `  ${literal(shape)},`),
    ']',
    '',
    '/** Which shapes make a piece: a frame "identity + set", "/" and a task, "+" and an echelon. */',
    'export const unitPieces: ReadonlyMap<string, readonly number[]> = new Map<string, readonly number[]>([',
    ...pieces.map(([name, indices]) => `  ['${name}', [${indices.join(', ')}]],`),
    '])',
    '',
  ].join('\n')
}

/** JSON in the house's hand: bare keys, single quotes. */
function literal(json: string): string {
  return json.replace(/"(\w+)":/g, ' $1: ').replaceAll('"', "'").replace(/,( \w+:)/g, ',$1').replace(/^\{ /, '{ ').replace(/\}$/, ' }')
}
