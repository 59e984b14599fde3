/**
 * milsymbol, the only room it lives in: fetched when a symbol outside our set is first drawn, and by the generator of the
 * set. Its drawing instructions are not in its types, so they are read as unknown.
 */
import { readInstructions } from './readInstructions.ts'
import type { UnitShape } from './unitShape.ts'

/** Units, civilians, equipment, installations and craft. Activities are left out: some of them name what was done to whom. */
const drawnSets: ReadonlySet<string> = new Set(['01', '10', '11', '15', '20', '27', '30'])

/** Null: cannot be drawn, or must not be. */
export type DrawSymbol = (sidc: string) => readonly UnitShape[] | null

export async function loadSymbolLibrary(): Promise<DrawSymbol> {
  const { default: library } = await import('milsymbol')
  return (sidc) => {
    if (!mayBeDrawn(sidc)) return null
    const symbol = new library.Symbol(sidc, { strokeWidth: 8 })
    return symbol.isValid() === true ? readInstructions(Reflect.get(symbol, 'drawInstructions')) : null
  }
}

/**
 * The standard has signs for people who were killed, kidnapped or raped, and for those who are targeted. They stand on no
 * board here: referrals go another way.
 */
export function mayBeDrawn(sidc: string): boolean {
  const set = sidc.slice(4, 6)
  if (!drawnSets.has(set)) return false
  if (set !== '11') return true
  const harmed = ['110500', '110600', '110700', '110800', '110900'].includes(sidc.slice(10, 16))
  const told = ['00', '08', '09', '12', '14', '17'].includes(sidc.slice(16, 18))
  return !harmed && told
}
