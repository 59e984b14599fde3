/**
 * The units a mission puts on its map: whose, what they do, how many; and the twenty digits (APP-6D / MIL-STD-2525D) that
 * say so. There is no enemy: a threat actor has the hostile frame, a self-defence group the suspect one, civilians the
 * frame of the unknown. So whose a unit is, is told by the shape of its frame, without colour.
 */
import type { ColourRole } from '#shared/board/annotation.ts'

export const unitSides = ['own', 'police', 'state', 'threat', 'self-defence', 'civilian'] as const
export type UnitSide = (typeof unitSides)[number]

/** Digit 4, and digits 5–6: land units, or civilians and their organisations. */
const sideDigits: Readonly<Record<UnitSide, { readonly identity: string; readonly set: string }>> = {
  own: { identity: '3', set: '10' },
  police: { identity: '3', set: '10' },
  state: { identity: '4', set: '10' },
  threat: { identity: '6', set: '10' },
  'self-defence': { identity: '5', set: '10' },
  civilian: { identity: '1', set: '11' },
}

/** Digits 9–10. */
const echelonDigits = {
  none: '00', team: '11', squad: '12', section: '13', platoon: '14', company: '15', battalion: '16', brigade: '18',
} as const
export type UnitEchelon = keyof typeof echelonDigits
export const unitEchelons = ['none', 'team', 'squad', 'section', 'platoon', 'company', 'battalion', 'brigade'] as const satisfies readonly UnitEchelon[]

/** Digits 11–20: what the unit does. */
const taskDigits = {
  infantry: '1211000000', motorised: '1211040000', mechanised: '1211020000', reconnaissance: '1213000000',
  engineers: '1407000000', 'explosive-disposal': '1408000000', 'mine-clearance': '1414000000', artillery: '1303000000', mortars: '1308000000',
  signals: '1110000000', medical: '1613000000', transport: '1636000000', supply: '1634000000', maintenance: '1611000000',
  headquarters: '0000009800', 'military-police': '1412000000', observers: '1212000000', helicopters: '1206000000', boats: '1701000000',
  'civil-affairs': '1102000000', engagement: '1105000000', police: '2007000000', 'riot-police': '2007001400', gendarmerie: '2013000000',
  'police-headquarters': '2007009800', group: '0000000000', civilians: '1100000000', people: '1104000000', displaced: '1104000900',
  aid: '1104001400', government: '1102000000', 'emergency-medical': '1110000000',
} as const
export type UnitTask = keyof typeof taskDigits

const forces = [
  'infantry', 'motorised', 'mechanised', 'reconnaissance', 'engineers', 'explosive-disposal', 'mine-clearance', 'artillery', 'mortars', 'signals',
  'medical', 'transport', 'supply', 'maintenance', 'headquarters', 'military-police', 'observers', 'helicopters', 'boats', 'civil-affairs', 'engagement',
] as const satisfies readonly UnitTask[]

/** What is offered for each side. */
export const tasksOf: Readonly<Record<UnitSide, readonly UnitTask[]>> = {
  own: forces,
  police: ['police', 'riot-police', 'police-headquarters'],
  state: [...forces.filter((task) => task !== 'observers' && task !== 'engagement'), 'police', 'riot-police', 'gendarmerie'],
  threat: ['group', 'infantry', 'motorised', 'mechanised', 'reconnaissance', 'artillery', 'mortars', 'explosive-disposal', 'supply', 'headquarters', 'boats'],
  'self-defence': ['group', 'infantry', 'motorised', 'headquarters'],
  civilian: ['civilians', 'people', 'displaced', 'aid', 'government', 'emergency-medical'],
}

export interface Unit {
  readonly side: UnitSide
  readonly task: UnitTask
  readonly echelon: UnitEchelon
}

export function sidcOf({ side, task, echelon }: Unit): string {
  const { identity, set } = sideDigits[side]
  return `100${identity}${set}00${echelonDigits[echelon]}${taskDigits[task]}`
}

/** Null for what is not in the set. */
export function readUnit(sidc: string): Unit | null {
  const echelon = unitEchelons.find((each) => echelonDigits[each] === sidc.slice(8, 10))
  if (echelon === undefined) return null
  for (const side of unitSides) {
    const task = tasksOf[side].find((each) => sidcOf({ side, task: each, echelon }) === sidc)
    if (task !== undefined) return { side, task, echelon }
  }
  return null
}

/** The same unit on another side, with a task that side has. */
export function onSide(unit: Unit, side: UnitSide): Unit {
  const task = tasksOf[side].includes(unit.task) ? unit.task : (tasksOf[side][0] ?? unit.task)
  return { ...unit, side, task }
}

/** The colour of meaning: civilians unless hostile, own, host state, threat; ink for who is not known. */
export function roleOfSidc(sidc: string): ColourRole {
  const identity = sidc.charAt(3)
  if (identity === '5' || identity === '6') return 'threat'
  if (sidc.slice(4, 6) === '11') return 'civilian'
  if (identity === '2' || identity === '3') return 'own'
  return identity === '4' ? 'state' : 'note'
}

/** Every unit of the set. */
export function allUnits(): readonly Unit[] {
  return unitSides.flatMap((side) => tasksOf[side].flatMap((task) => unitEchelons.map((echelon) => ({ side, task, echelon }))))
}

/** The three pieces a symbol is put together from: its frame, what stands in it, what stands above it. */
export function pieceNames(sidc: string): readonly [frame: string, task: string, echelon: string] {
  const frame = sidc.slice(3, 6)
  return [frame, `${frame}/${sidc.slice(10)}`, `${frame}+${sidc.slice(8, 10)}`]
}

/** Whether every digit that is not a piece says nothing, so that the pieces are the whole symbol. */
export function isPlain(sidc: string): boolean {
  return sidc.startsWith('100') && sidc.slice(6, 8) === '00'
}
