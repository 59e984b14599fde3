/** Findings about people: those nobody is with, what they were promised, and what happens to the wounded. */
import type { Hotspot } from '../../board/planRows.ts'
import type { ThingId } from '../../exercise/names.ts'
import { casualtyAt } from '../casualty.ts'
import type { SiteCoverage } from '../coverage.ts'
import { cheapest, type Finding, type Mend } from '../findings.ts'
import type { RealityInput } from '../input.ts'
import { lengthOf, overlapOf, spansOf, without, type Span } from '../minutes.ts'
import { runnersAt } from '../presence.ts'
import type { PromiseKept } from '../promises.ts'
import { unitPlanning } from '../planning.ts'
import { raceOf } from '../race.ts'
import type { Turn, UnitDays } from '../turns.ts'

const placesOf = ({ place }: { readonly place: string | null }): string[] => (place === null ? [] : [place])

/** Must-protect hotspots with hours of danger in which nobody who protects is there. */
export function mustFindings(input: RealityInput, coverage: readonly SiteCoverage[], days: UnitDays): Finding[] {
  return coverage.flatMap((site) => site.site.hotspots.flatMap((hotspot): Finding[] => {
    if (hotspot.rank !== 'must') return []
    const wanted = dangerOf(hotspot, input.window)
    const missing = without(wanted, site.protectedIn)
    const first = missing[0]
    if (first === undefined) return []
    const wantedMinutes = lengthOf(wanted)
    const said = input.plan.gaps.some((gap) => (gap.hotspot === hotspot.id || (gap.place !== null && gap.place === hotspot.place)) && gap.told !== '' && gap.acceptedBy !== '')
    return [{
      key: `must-without-troops ${hotspot.id}`, kind: 'must-without-troops', weight: said ? 'unsaid' : lengthOf(missing) === wantedMinutes ? 'impossible' : 'risk',
      rows: [hotspot.id], units: [], places: placesOf(hotspot), at: first.from, by: { amount: lengthOf(missing), of: 'minutes' },
      why: { kind: 'hours', wanted, kept: overlapOf(wanted, site.protectedIn), missing, wantedMinutes, keptMinutes: wantedMinutes - lengthOf(missing) },
      mends: cheapest([...senders(input, site, first, days), ...(said ? [] : [{ kind: 'say-gap', lostMinutes: lengthOf(missing) } as const])]),
    }]
  }))
}

export function dangerOf({ hours }: Pick<Hotspot, 'hours'>, window: Span): Span[] {
  return hours === null ? [window] : spansOf({ from: hours[0], to: hours[1] }, window)
}

/** Who is free and could be sent when the hours begin. Never the reserve: a way out that makes it a guard is none. */
function senders(input: RealityInput, { hours, site }: SiteCoverage, { from, to }: Span, days: UnitDays): Mend[] {
  const hour = hours.findLast((each) => each.from <= from) ?? hours[0]
  const mends: Mend[] = []
  const isReserve = (unit: ThingId): boolean => unitPlanning(input.ground.planning, unit).reserve || input.plan.tasks.some((task) => task.kind === 'reserve' && task.unit === unit)
  const first = hour?.first == null || !isReserve(hour.first.name) ? hour?.first : raceOf(input.routes, runnersAt(input, days, hour.from, ({ id }) => !isReserve(id)))(site.spot)
  if (first != null && first.arriveAt < to) mends.push({ kind: 'other-unit', unit: first.name, arriveAt: first.arriveAt, lostMinutes: Math.max(0, first.arriveAt - from) })
  if (hour?.airAt != null && hour.airAt < to) mends.push({ kind: 'by-air', arriveAt: hour.airAt, lostMinutes: Math.max(0, hour.airAt - from) })
  return mends
}

export function promiseFindings(promises: readonly PromiseKept[]): Finding[] {
  return promises.flatMap(({ promise, promised, kept, missing, promisedMinutes, keptMinutes }): Finding[] => {
    const first = missing[0]
    if (first === undefined) return []
    return [{
      key: `promise-beyond-means ${promise.id}`, kind: 'promise-beyond-means', weight: 'risk', rows: [promise.id], units: [], places: placesOf(promise), at: first.from,
      by: { amount: promisedMinutes - keptMinutes, of: 'minutes' }, why: { kind: 'hours', wanted: promised, kept, missing, wantedMinutes: promisedMinutes, keptMinutes },
      mends: cheapest([{ kind: 'promise-less', spans: kept, lostMinutes: promisedMinutes - keptMinutes }]),
    }]
  })
}

/** A reserve that stands guard is none: hours it is bound at a place, each day. */
export function reserveFindings(input: RealityInput, turns: readonly Turn[], coverage: readonly SiteCoverage[]): Finding[] {
  const named = new Set(input.plan.tasks.flatMap(({ kind, unit }) => (kind === 'reserve' && unit !== null ? [unit] : [])))
  const seen = new Set<string>()
  return turns.flatMap((turn): Finding[] => {
    const { task, unit } = turn
    const isReserve = unitPlanning(input.ground.planning, unit.id).reserve || named.has(unit.id)
    if (!isReserve || task.kind !== 'presence' || seen.has(task.id)) return []
    seen.add(task.id)
    const minutes = turns.filter((each) => each.task.id === task.id).reduce((sum, { span }) => sum + span.to - span.from, 0)
    const hour = coverage.find(({ site }) => site.place !== null && site.place === task.place)?.hours.find(({ to }) => to > turn.span.from)
    return [{
      key: `reserve-as-guard ${task.id}`, kind: 'reserve-as-guard', weight: 'risk', rows: [task.id], units: [unit.id], places: placesOf(task), at: turn.span.from, by: { amount: minutes, of: 'minutes' },
      why: { kind: 'guard', hoursADay: Math.min(24, minutes / 60 / Math.max(1, (input.window.to - input.window.from) / 1440)), reserveMinutes: hour?.reserve == null ? null : hour.reserve.arriveAt - hour.from },
      mends: cheapest([{ kind: 'free-reserve', unit: unit.id, lostMinutes: 0 }, ...(hour?.first == null || hour.first.name === unit.id ? [] : [{ kind: 'other-unit', unit: hour.first.name, arriveAt: hour.first.arriveAt, lostMinutes: Math.max(0, hour.first.arriveAt - turn.span.from) } as const])]),
    }]
  })
}

/** Wounded at a task or at a must-protect hotspot who come to a doctor too late, in the worst of the conditions of its hours. */
export function casualtyFindings(input: RealityInput, turns: readonly Turn[], coverage: readonly SiteCoverage[]): Finding[] {
  const { casualty } = input.ground.planning
  return coverage.flatMap(({ site, presences, wanted }): Finding[] => {
    const tasks = turns.filter(({ spot, present }) => present !== null && spot.at[0] === site.spot.at[0] && spot.at[1] === site.spot.at[1])
    const must = site.hotspots.filter(({ rank }) => rank === 'must')
    if (tasks.length === 0 && must.length === 0) return []
    const spans = tasks.length > 0 ? tasks.map(({ present, span }) => present ?? span) : wanted
    let worst: ReturnType<typeof casualtyAt> | null = null
    for (const at of samplesOf(input, spans)) {
      const timeline = casualtyAt(input, site.spot, presences, at)
      if (worst === null || (timeline.level2?.minutes ?? Number.POSITIVE_INFINITY) > (worst.level2?.minutes ?? Number.POSITIVE_INFINITY)) worst = timeline
    }
    if (worst === null || (!worst.late.level1 && !worst.late.level2)) return []
    const over = worst.level2 === null ? null : worst.level2.minutes - casualty.level2Minutes
    const onAlert = input.ground.planning.aircraft.filter((aircraft) => !aircraft.onAlert).map((aircraft) => aircraft.noticeMinutes - aircraft.alertNoticeMinutes)
    const saved = Math.max(0, ...onAlert)
    return [{
      key: `casualty-too-late ${site.id}`, kind: 'casualty-too-late', weight: 'risk', rows: [...new Set([...tasks.map(({ task }) => task.id), ...must.map(({ id }) => id)])],
      units: [...new Set(tasks.map(({ unit }) => unit.id))], places: site.place === null ? [] : [site.place], at: worst.woundedAt, by: over === null || over <= 0 ? null : { amount: over, of: 'minutes' },
      why: { kind: 'casualty', timeline: worst, level1Minutes: casualty.level1Minutes, level2Minutes: casualty.level2Minutes },
      mends: worst.level2 === null || worst.level1?.by !== 'air' || saved === 0 ? [] : [{ kind: 'helicopter-on-alert', arriveAt: worst.level2.at - saved, lostMinutes: Math.max(0, worst.level2.minutes - saved - casualty.level2Minutes) }],
    }]
  })
}

/** The beginnings of the spans and of every change of conditions within them: between two of these nothing gets worse suddenly. */
function samplesOf({ routes }: RealityInput, spans: readonly Span[]): number[] {
  const found = new Set<number>(spans.map(({ from }) => from))
  for (const bound of routes.conditions.bounds) if (spans.some(({ from, to }) => bound > from && bound < to)) found.add(bound)
  return [...found].sort((one, other) => one - other)
}

/** Must-protect hotspots from which nobody can call, and gaps nobody was told of. */
export function silenceFindings(input: RealityInput, coverage: readonly SiteCoverage[]): Finding[] {
  const silent = coverage.flatMap(({ site, hours, wanted }) => site.hotspots.flatMap((hotspot): Finding[] => {
    const mute = hours.filter((hour) => !hour.phone && overlapOf(wanted, [hour]).length > 0)
    const first = mute[0]
    if (hotspot.rank !== 'must' || first === undefined) return []
    return [{
      key: `nobody-can-call ${hotspot.id}`, kind: 'nobody-can-call', weight: 'risk', rows: [hotspot.id], units: [], places: placesOf(hotspot), at: first.from,
      by: { amount: lengthOf(overlapOf(wanted, mute)), of: 'minutes' }, why: { kind: 'phones' }, mends: [],
    }]
  }))
  const untold = input.plan.gaps.filter(({ told, acceptedBy }) => told === '' || acceptedBy === '').map((gap): Finding => ({
    key: `gap-not-told ${gap.id}`, kind: 'gap-not-told', weight: 'unsaid', rows: [gap.id], units: [], places: placesOf(gap), at: gap.from ?? input.window.from,
    by: null, why: { kind: 'unsaid', told: gap.told !== '', accepted: gap.acceptedBy !== '' }, mends: [],
  }))
  return [...silent, ...untold]
}
