/** Names of units: whose, what they do, how many. */
import type { UnitEchelon, UnitSide, UnitTask } from '../../map/symbols/unitSet.ts'

const sides: Readonly<Record<UnitSide, string>> = {
  own: 'Own forces', police: 'UN police', state: 'Host state', threat: 'Threat actor', 'self-defence': 'Self-defence', civilian: 'Civilians, aid',
}

interface TaskWords {
  readonly name: string
  /** Before a size: 'Engineer company'. Empty: the size stands behind ('Civilians, about a company'). */
  readonly before: string
}

const tasks: Readonly<Record<UnitTask, TaskWords>> = {
  infantry: { name: 'Infantry', before: 'Infantry' },
  motorised: { name: 'Motorised infantry', before: 'Motorised infantry' },
  mechanised: { name: 'Mechanised infantry', before: 'Mechanised infantry' },
  reconnaissance: { name: 'Reconnaissance', before: 'Reconnaissance' },
  engineers: { name: 'Engineers', before: 'Engineer' },
  'explosive-disposal': { name: 'Explosive ordnance disposal', before: 'Explosive ordnance disposal' },
  'mine-clearance': { name: 'Mine clearance', before: 'Mine clearance' },
  artillery: { name: 'Artillery', before: 'Artillery' },
  mortars: { name: 'Mortars', before: 'Mortar' },
  signals: { name: 'Signals', before: 'Signals' },
  medical: { name: 'Medical', before: 'Medical' },
  transport: { name: 'Transport', before: 'Transport' },
  supply: { name: 'Supply', before: 'Supply' },
  maintenance: { name: 'Maintenance', before: 'Maintenance' },
  headquarters: { name: 'Headquarters', before: 'Headquarters,' },
  'military-police': { name: 'Military police', before: 'Military police' },
  observers: { name: 'Military observers', before: 'Observer' },
  helicopters: { name: 'Helicopters', before: 'Helicopter' },
  boats: { name: 'Boats', before: 'Riverine' },
  'civil-affairs': { name: 'Civil affairs', before: 'Civil affairs' },
  engagement: { name: 'Engagement team', before: 'Engagement' },
  police: { name: 'Police', before: 'Police' },
  'riot-police': { name: 'Formed police unit', before: 'Formed police' },
  gendarmerie: { name: 'Gendarmerie', before: 'Gendarmerie' },
  'police-headquarters': { name: 'Police headquarters', before: 'Police headquarters,' },
  group: { name: 'Armed group', before: '' },
  civilians: { name: 'Civilians', before: '' },
  people: { name: 'Group of people', before: '' },
  displaced: { name: 'Displaced group', before: '' },
  aid: { name: 'Aid organisation', before: '' },
  government: { name: 'Government office', before: '' },
  'emergency-medical': { name: 'Civilian medical team', before: '' },
}

const echelons: Readonly<Record<UnitEchelon, string>> = {
  none: 'Size not said', team: 'Team', squad: 'Squad', section: 'Section', platoon: 'Platoon', company: 'Company', battalion: 'Battalion', brigade: 'Brigade',
}

export const unitsText = {
  sides,
  tasks,
  echelons,
  counted: (before: string, size: string) => `${before} ${size}`,
  about: (name: string, size: string) => `${name}, about a ${size}`,
  whose: (name: string, side: string) => `${name} · ${side}`,
  foreign: (sidc: string) => `Symbol ${sidc}`,
  search: 'Search units',
  searchExample: 'infantry platoon',
  found: (count: number) => (count === 1 ? '1 unit found' : `${count} units found`),
  none: 'No unit found. Try other words, such as “medical company”.',
  side: 'Whose',
  task: 'What it does',
  echelon: 'Size',
  designation: 'Designation',
} as const
