/** The planning factors in the directing staff's words: groups, what each figure is, and what is said of a change. Fetched with their list. */
import type { Factor, FactorGroup } from '#shared/reality/factors.ts'

const groups: Readonly<Record<FactorGroup, string>> = {
  speeds: 'Speeds on the road', night: 'By night', halts: 'Halts under way', calendar: 'Sun and calendar', units: 'Units', bases: 'Bases', mobility: 'Vehicles and men on foot', aircraft: 'Aircraft',
  manning: 'Posts, rest and leave', reaction: 'From a cry for help to a decision', casualty: 'The wounded', escorts: 'Escorts', presence: 'Being there', crossings: 'Crossings', roadStates: 'Roads in a bad state',
  crossingStates: 'Crossings in a bad state', curfews: 'Closed hours', boats: 'Boats',
}

const parts: Readonly<Record<string, string>> = {
  kmh: 'km/h', gravel: 'gravel', laterite: 'laterite', track: 'track', trail: 'trail', water: 'river', dry: 'dry', wet: 'wet', 'very-heavy': 'very heavy rain', storm: 'storm', factor: 'share of the speed',
  share: 'share of the time', sunrise: 'sunrise', sunset: 'sunset', dDayWeekday: 'weekday of D-day, Monday = 1', usual: 'any other unit', noticeMinutes: 'notice to move, minutes', tokens: 'platoons', vehicles: 'vehicles',
  caveat: 'caveat', beyondKm: 'no night move beyond, km', guardPosts: 'guard posts', soldiersPerPost: 'soldiers on a post', fuelDays: 'days of fuel', foodDays: 'days of food', ready: 'ready', total: 'in all',
  tonnes: 'tonnes', top: 'never faster, km/h', offRoad: 'off the road, km/h', seats: 'seats', loadTonnes: 'load, tonnes', litresPerKm: 'litres a km', alertNoticeMinutes: 'notice on alert, minutes', loadingMinutes: 'loading, minutes',
  stretchers: 'stretchers', hoursLeft: 'flying hours left', hoursPerYear: 'hours of a post in a year', productiveHours: 'hours of one soldier in a year', tokenSoldiers: 'soldiers of a platoon',
  sustainedDays: 'days before leave counts', sustainedFactor: 'times as many after that', patrolsPerToken: 'patrols of a platoon a day', patrolSoldiers: 'soldiers of a patrol', dutyHours: 'hours on duty a day',
  alertMinutes: 'alert, minutes', alertWithoutPhoneMinutes: 'alert without a phone, minutes', crossCheckMinutes: 'cross-check, minutes', decisionMinutes: 'decision, minutes', firstAidMinutes: 'first aid within, minutes',
  level1Minutes: 'level 1 within, minutes', level2Minutes: 'surgery within, minutes', level2: 'level 2', flightMinutes: 'flight, minutes', withinKm: 'within, km', waterLimitMetres: 'closed above, metres of water', landingKm: 'landing within, km',
  hours: 'hours', from: 'from', to: 'to', open: 'open', difficult: 'difficult', '4x4-only': '4x4 only', 'closed-weather': 'closed by weather', 'closed-threat': 'closed by a threat', 'closed-damage': 'closed by damage',
  restricted: 'restricted', closed: 'closed', destroyed: 'destroyed',
}
/** Ways that say nothing to people. */
const silent: ReadonlySet<string> = new Set(['each', 'rules'])

export const factorsText = {
  title: 'Planning factors',
  hint: 'Every figure the tables count with, and where it comes from. A change counts for everybody at once; it is recorded, and replay counts with the figures of its moment.',
  groups,
  find: 'Find a factor',
  nothing: 'No factor has these words.',
  source: (source: string) => `Source: ${source}`,
  changed: (was: string) => `Changed by directing staff. The scenario says ${was}.`,
  set: 'Set',
  setLong: (name: string) => `Set: ${name}`,
  back: 'Set back',
  backLong: (name: string) => `Set back: ${name}`,
  changedCount: (count: number) => (count === 1 ? '1 changed' : `${count} changed`),
  bounds: ({ least, most, kind }: Pick<Factor, 'least' | 'most' | 'kind'>) => (kind === 'clock' ? 'A time of day like 05:50.' : kind === 'whole' ? `A whole number from ${least} to ${most}.` : `A number from ${least} to ${most}.`),
  /** `nameOf`: units, places and crossings as officers call them. */
  name: (way: readonly string[], nameOf: (id: string) => string) => way.filter((key) => !silent.has(key)).map((key) => (Object.hasOwn(parts, key) ? parts[key] : nameOf(key))).join(' · '),
} as const
