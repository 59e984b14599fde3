/** The planning factors in words: groups, what each is, what it may be, and what is said of a change. Fetched with their list. */
import type { FactorLimits, FactorGroup, GivenValue } from '#shared/reality/factors.ts'
import type { FactorValue } from '#shared/reality/factorWay.ts'

const groups: Readonly<Record<FactorGroup, string>> = {
  speeds: 'Speeds on the road', night: 'By night', halts: 'Halts under way', calendar: 'Sun and calendar', units: 'Units', bases: 'Bases', mobility: 'Vehicles and troops on foot', aircraft: 'Aircraft',
  manning: 'Posts, rest and leave', reaction: 'From a cry for help to a decision', casualty: 'The wounded', escorts: 'Escorts', presence: 'Being there', satellitePhones: 'Satellite telephones', crossings: 'Crossings', roadStates: 'Roads in a bad state',
  crossingStates: 'Crossings in a bad state', curfews: 'Closed hours', boats: 'Boats', barriers: 'Rivers that stop everybody',
}

const parts: Readonly<Record<string, string>> = {
  kmh: 'km/h', gravel: 'gravel', laterite: 'laterite', track: 'track', trail: 'trail', water: 'river', dry: 'dry', wet: 'wet', 'very-heavy': 'very heavy rain', storm: 'storm', factor: 'share of the speed',
  share: 'share of the time', sunrise: 'sunrise', sunset: 'sunset', dDayWeekday: 'weekday of D-day', usual: 'any other unit', noticeMinutes: 'notice to move, minutes', tokens: 'platoons', vehicles: 'vehicles',
  caveat: 'caveat', beyondKm: 'no night move beyond, km', guardPosts: 'guard posts', soldiersPerPost: 'soldiers on a post', fuelDays: 'days of fuel', foodDays: 'days of food', ready: 'ready', total: 'in all',
  tonnes: 'tonnes', top: 'never faster, km/h', offRoad: 'off the road, km/h', seats: 'seats', loadTonnes: 'load, tonnes', litresPerKm: 'litres a km', alertNoticeMinutes: 'notice on alert, minutes', loadingMinutes: 'loading, minutes',
  stretchers: 'stretchers', hoursLeft: 'flying hours left', hoursPerYear: 'hours of a post in a year', productiveHours: 'hours of one soldier in a year', tokenSoldiers: 'soldiers of a platoon',
  sustainedDays: 'days before leave counts', sustainedFactor: 'times as many after that', patrolsPerToken: 'patrols of a platoon a day', patrolSoldiers: 'soldiers of a patrol', dutyHours: 'hours on duty a day',
  alertMinutes: 'alert, minutes', alertWithoutPhoneMinutes: 'alert without a phone, minutes', crossCheckMinutes: 'cross-check, minutes', decisionMinutes: 'decision, minutes', firstAidMinutes: 'first aid within, minutes',
  level1Minutes: 'level 1 within, minutes', level2Minutes: 'surgery within, minutes', level2: 'level 2', flightMinutes: 'flight, minutes', withinKm: 'within, km', waterLimitMetres: 'closed above, metres of water', landingKm: 'landing within, km',
  hours: 'hours', from: 'from', to: 'to', open: 'open', difficult: 'difficult', '4x4-only': '4x4 only', 'closed-weather': 'closed by weather', 'closed-threat': 'closed by a threat', 'closed-damage': 'closed by damage',
  restricted: 'restricted', closed: 'closed', destroyed: 'destroyed',
  counted: 'plans are checked with them', mobility: 'moves by', reserve: 'is the reserve', protects: 'protects by being there', conduct: 'conduct on human rights', who: 'who decides', units: 'units here', supplyFrom: 'supply comes from',
  medicalLevel: 'medical care', ways: 'may use', onAlert: 'stands on alert', nightFlying: 'flies by night', weather: 'flies in', weekdays: 'flies on', name: 'called', places: 'places with one',
  daylightOnly: 'by day only', gauge: 'which water counts', only: 'who still passes', things: 'roads and crossings', waters: 'rivers',
}
/** What is no number, where the value itself is a word. */
const values: Readonly<Record<string, string>> = {
  green: 'green', amber: 'amber', red: 'red', weather: 'the water of the weather', own: 'only its own water', dry: 'dry', wet: 'wet', 'very-heavy': 'very heavy rain', storm: 'storm',
}
const careLevels = ['ambulance team', 'level 1', 'level 2'] as const
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** `nameOf`: units, places and vehicles as officers call them. */
function wordOf(way: readonly string[], value: FactorValue, nameOf: (id: string) => string): string {
  const last = way.at(-1)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (last === 'medicalLevel') return careLevels.find((_level, index) => index === value) ?? 'none'
  if (typeof value === 'string') return Object.hasOwn(values, value) ? (values[value] ?? value) : nameOf(value)
  if (last === 'weekdays' || last === 'dDayWeekday') return weekdays.find((_day, index) => index + 1 === value) ?? String(value)
  return value === null ? 'none' : String(value)
}

/** Ways that say nothing to people. */
const silent: ReadonlySet<string> = new Set(['each', 'rules'])

export const factorsText = {
  title: 'Planning factors',
  hint: 'Everything the tables count with, and where it comes from. A change counts for everybody at once, and replay counts with the values of its moment. What has no field is changed in the scenario’s files.',
  hintRead: 'Everything these sums count with, and where it comes from. Directing staff may change a value: it is marked here, and counts for everybody.',
  groups,
  find: 'Find a factor',
  nothing: 'No factor has these words.',
  source: (source: string) => `Source: ${source}`,
  changed: (was: string) => `Changed by directing staff. The scenario says ${was}.`,
  set: 'Set',
  setLong: (name: string) => `Set: ${name}`,
  back: 'Set back',
  backLong: (name: string) => `Set back: ${name}`,
  onlyChanged: (count: number) => (count === 1 ? 'Only the one that was changed' : `Only the ${count} that were changed`),
  noneChanged: 'All of them are as the scenario says.',
  changedCount: (count: number) => (count === 1 ? '1 changed' : `${count} changed`),
  bounds: (factor: FactorLimits) => {
    switch (factor.kind) {
      case 'clock': return 'A time of day like 05:50.'
      case 'whole': return `A whole number from ${factor.least} to ${factor.most}.`
      case 'figure': return `A number from ${factor.least} to ${factor.most}.`
      case 'yes-no': case 'choice': case 'given': return ''
    }
  },
  word: wordOf,
  given: (way: readonly string[], value: GivenValue, nameOf: (id: string) => string) => {
    if (typeof value === 'string') return wordOf(way, value, nameOf)
    if (value.length === 0) return way.at(-1) === 'only' ? 'nobody' : 'none'
    return value.map((each) => wordOf(way, each, nameOf)).join(', ')
  },
  /** Where a marker of the record stands by itself. */
  setTo: (name: string, value: string) => `${name}: ${value}`,
  setBack: (name: string, value: string) => `${name}: ${value} again, as the scenario says`,
  /** `nameOf`: units, places and crossings as officers call them. */
  name: (way: readonly string[], nameOf: (id: string) => string) => way.filter((key) => !silent.has(key)).map((key) => (Object.hasOwn(parts, key) ? parts[key] : nameOf(key))).join(' · '),
} as const
