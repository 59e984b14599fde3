/** Names of things as officers say them, for the sentences of the reality check. Pure. */
import type { PlanRow, PlanRows, RowKind } from '#shared/board/planRows.ts'
import { formatScenarioMinute, type ScenarioMinute } from '#shared/exercise/clock.ts'
import type { ThingId } from '#shared/exercise/names.ts'
import type { Km, ScenarioUnit, Zone } from '#shared/exercise/scenario.ts'
import { wholeMinutes, type Span } from '#shared/reality/minutes.ts'
import { meansText as words } from '../../text/en/means.ts'

export interface Names {
  unit(id: ThingId): string
  place(id: ThingId): string
  /** A road, a crossing or a place. */
  thing(id: ThingId): string
  /** The row's own title, or what it is and where. */
  row(id: string): string
  /** In a table that says already what it is. */
  inTable(row: PlanRow): string
}

export function namesOf(zone: Zone, units: readonly ScenarioUnit[], rows: PlanRows, reference: (at: Km) => string): Names {
  const unitOf = new Map(units.map(({ id, short }) => [id, short]))
  const placeOf = new Map(zone.places.map(({ id, name }) => [id, name]))
  const thingOf = new Map([...zone.places, ...zone.roads, ...zone.crossings].map(({ id, name }) => [id, name]))
  const rowOf = new Map<string, { readonly kind: RowKind; readonly row: PlanRow }>([
    ...rows.hotspots.map((row) => [row.id, { kind: 'hotspot', row }] as const), ...rows.tasks.map((row) => [row.id, { kind: 'task', row }] as const),
    ...rows.promises.map((row) => [row.id, { kind: 'promise', row }] as const), ...rows.gaps.map((row) => [row.id, { kind: 'gap', row }] as const),
  ])
  const place = (id: ThingId): string => placeOf.get(id) ?? id
  const whereOf = (row: PlanRow): string => (row.place !== null ? place(row.place) : row.at !== null ? reference(row.at) : '')
  return {
    inTable: (row) => (row.title !== '' ? row.title : 'strength' in row ? [words.taskKinds[row.kind], whereOf(row)].filter((part) => part !== '').join(' · ') : whereOf(row) === '' ? words.fields.noPlace : whereOf(row)),
    unit: (id) => unitOf.get(id) ?? id,
    place,
    thing: (id) => thingOf.get(id) ?? id,
    row(id) {
      const found = rowOf.get(id)
      if (found === undefined) return words.goneRow
      const { kind, row } = found
      if (row.title !== '') return row.title
      const where = whereOf(row)
      // a place in danger is called by its name
      const what = 'strength' in row ? words.taskKinds[row.kind] : kind === 'hotspot' && where !== '' ? '' : words.rowKind[kind]
      return [what, where].filter((part) => part !== '').join(' · ')
    },
  }
}

/** '45 min', '1 h 02'; whole minutes, cut off as the tables of the scenario do. */
export function duration(minutes: number): string {
  if (!Number.isFinite(minutes)) return words.never
  const whole = Math.max(0, wholeMinutes(minutes))
  // no line breaks within
  return whole < 60 ? `${whole}\u00a0min` : `${Math.floor(whole / 60)}\u00a0h\u00a0${String(whole % 60).padStart(2, '0')}`
}

/** 'D 10:40'. */
export function moment(at: ScenarioMinute): string {
  return Number.isFinite(at) ? formatScenarioMinute(wholeMinutes(at)) : words.never
}

/** 'D 08:00–11:00', and over midnight 'D 20:00–D+1 05:00'. */
export function hours({ from, to }: Span): string {
  const [one, other] = [moment(from), moment(to)]
  return one.split(' ')[0] === other.split(' ')[0] ? `${one}–${other.split(' ')[1] ?? ''}` : `${one}–${other}`
}

/** 'D+1' */
export function day(at: ScenarioMinute): string {
  return moment(at).split(' ')[0] ?? ''
}

/** 540 → '09:00' */
export function clockTime(minuteOfDay: number): string {
  return `${String(Math.floor(minuteOfDay / 60)).padStart(2, '0')}:${String(minuteOfDay % 60).padStart(2, '0')}`
}

/** '08:00', '8:00' or '0800' as minutes after midnight; null when it is no such time. */
export function readClockTime(typed: string): number | null {
  const read = /^\s*(\d{1,2}):?(\d{2})\s*$/.exec(typed)
  const [hour, minute] = [Number(read?.[1]), Number(read?.[2])]
  return read === null || hour > 24 || minute > 59 || hour * 60 + minute > 1440 ? null : (hour * 60 + minute) % 1440
}
