/**
 * Reading and writing the fields of a plan's rows. What stands in a shared document may be anything at all: what can be
 * mended is mended, a field that cannot is as if nobody had filled it in, nothing throws.
 */
import type { Km } from '../exercise/scenario.ts'
import { isRecordId } from './annotation.ts'
import { readText } from './annotationParser.ts'
import { isOrder, middleOrder } from './order.ts'
import {
  escortAlternatives, farthestMinute, mostRoutePoints, planPhases, planRanks, planTiers, rowTextLength, rowTitleLength, taskKinds,
  type HoursOfDay, type PlanRow, type RowKind, type RowOf, type Score,
} from './planRows.ts'

const commonFields = ['order', 'title', 'note', 'place', 'at'] as const
const timedFields = ['from', 'until', 'hours'] as const

/** The fields of each kind as they lie in the document; nothing else is looked at. */
export const rowFields = {
  hotspot: [...commonFields, 'threat', 'byWhom', 'toWhom', 'people', 'likelihood', 'impact', 'reason', 'rank', 'hours'],
  task: [
    ...commonFields, ...timedFields, 'kind', 'unit', 'hotspot', 'route', 'strength', 'mobility', 'vehicles', 'phase', 'tier', 'partner', 'conditions',
    'alternatives', 'convoyVehicles', 'convoyTonnes', 'ordered',
  ],
  promise: [...commonFields, ...timedFields, 'toWhom', 'byWhom', 'hotspot', 'state', 'told'],
  gap: [...commonFields, ...timedFields, 'who', 'because', 'hotspot', 'told', 'acceptedBy'],
} as const satisfies Readonly<Record<RowKind, readonly string[]>>

type Fields = Readonly<Record<string, unknown>>

/** One row as it stands; null only when its id is none. */
export function parseRow<Kind extends RowKind>(kind: Kind, id: string, fields: Fields): RowOf[Kind] | null {
  if (!isRecordId(id)) return null
  return parsers[kind](id, (name) => (Object.hasOwn(fields, name) ? fields[name] : undefined))
}

type Field = (name: string) => unknown
const parsers: { readonly [Kind in RowKind]: (id: string, field: Field) => RowOf[Kind] } = {
  hotspot: (id, field) => ({
    ...common(id, field), threat: words(field('threat')), byWhom: words(field('byWhom')), toWhom: words(field('toWhom')), people: whole(field('people'), 100_000_000),
    likelihood: score(field('likelihood')), impact: score(field('impact')), reason: words(field('reason')), rank: oneOf(field('rank'), planRanks), hours: hours(field('hours')),
  }),
  task: (id, field) => ({
    ...common(id, field), ...timed(field), kind: oneOf(field('kind'), taskKinds) ?? 'presence', unit: name(field('unit')), hotspot: name(field('hotspot')),
    route: path(field('route')), strength: whole(field('strength'), 100_000), mobility: name(field('mobility')), vehicles: whole(field('vehicles'), 1000),
    phase: oneOf(field('phase'), planPhases), tier: oneOf(field('tier'), planTiers), partner: name(field('partner')), conditions: words(field('conditions')),
    alternatives: escortAlternatives.filter((each) => listed(field('alternatives')).includes(each)), convoyVehicles: whole(field('convoyVehicles'), 1000), convoyTonnes: tonnes(field('convoyTonnes')), ordered: minute(field('ordered')),
  }),
  promise: (id, field) => ({
    ...common(id, field), ...timed(field), toWhom: words(field('toWhom')), byWhom: words(field('byWhom')), hotspot: name(field('hotspot')),
    state: field('state') === 'withdrawn' ? 'withdrawn' : 'in-force', told: words(field('told')),
  }),
  gap: (id, field) => ({
    ...common(id, field), ...timed(field), who: words(field('who')), because: words(field('because')), hotspot: name(field('hotspot')),
    told: words(field('told')), acceptedBy: words(field('acceptedBy')),
  }),
}

function common(id: string, field: Field) {
  const order = field('order')
  return {
    id, order: isOrder(order) ? order : middleOrder, title: readText(field('title'), rowTitleLength), note: words(field('note')), place: name(field('place')), at: point(field('at')),
  }
}

function timed(field: Field) {
  const [from, until] = [minute(field('from')), minute(field('until'))]
  // An end before the beginning is none: the row lasts on, rather than never being.
  return { from, until: from !== null && until !== null && until <= from ? null : until, hours: hours(field('hours')) }
}

/** A row's fields as they are written; null fields are written as null, so that taking a value away is a change too. */
export function writtenFields(row: Omit<PlanRow, 'id'>): Fields {
  return Object.fromEntries(Object.entries(row).flatMap(([key, value]) => (key === 'id' ? [] : [[key, plain(value)]])))
}

/** Points to the metre; lists as lists of their own. */
function plain(value: unknown): unknown {
  if (!Array.isArray(value)) return value
  return value.map((each: unknown) => (Array.isArray(each) ? each.map(toMetre) : toMetre(each)))
}

function toMetre(value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 1000) / 1000 + 0 : value
}

function words(value: unknown): string {
  return readText(value, rowTextLength)
}

function name(value: unknown): string | null {
  return typeof value === 'string' && isRecordId(value) ? value : null
}

function oneOf<Choice extends string>(value: unknown, choices: readonly Choice[]): Choice | null {
  return choices.find((each) => each === value) ?? null
}

function whole(value: unknown, most: number): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most ? value : null
}

function tonnes(value: unknown): number | null {
  return typeof value === 'number' && value >= 0 && value <= 100_000 ? Math.round(value * 1000) / 1000 : null
}

function score(value: unknown): Score | null {
  return value === 1 || value === 2 || value === 3 || value === 4 || value === 5 ? value : null
}

function minute(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= farthestMinute ? value + 0 : null
}

function hours(value: unknown): HoursOfDay | null {
  if (!Array.isArray(value) || value.length !== 2) return null
  const [from, to] = [whole(value[0], 1439), whole(value[1], 1440)]
  return from === null || to === null ? null : [from, to % 1440]
}

function point(value: unknown): Km | null {
  if (!Array.isArray(value) || value.length !== 2) return null
  const [x, y]: unknown[] = value
  if (typeof x !== 'number' || typeof y !== 'number' || !(Math.abs(x) <= 1000) || !(Math.abs(y) <= 1000)) return null
  return [Math.round(x * 1000) / 1000 + 0, Math.round(y * 1000) / 1000 + 0]
}

function path(value: unknown): readonly Km[] {
  return listed(value).slice(0, mostRoutePoints).flatMap((each) => {
    const found = point(each)
    return found === null ? [] : [found]
  })
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
