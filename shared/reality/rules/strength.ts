/** Findings about enough: soldiers for a post, rest, patrols a day, vehicles and seats, supply. */
import type { ThingId } from '../../exercise/names.ts'
import { blockersOf } from '../diagnose.ts'
import { cheapest, type Finding } from '../findings.ts'
import type { RealityInput } from '../input.ts'
import { soldiersForPost } from '../manning.ts'
import { minutesPerDay } from '../minutes.ts'
import { mobilityOf, unitPlanning } from '../planning.ts'
import { readyVehicles, type BaseSupply } from '../supply.ts'
import type { Turn, UnitDays } from '../turns.ts'

const frame = ({ task, unit, span }: Turn) => ({ rows: [task.id], units: [unit.id], places: task.place === null ? [] : [task.place], at: span.from })

/** A site day and night wants a platoon; for more than fourteen days half as many again. Seats for those who go. */
export function postFindings(input: RealityInput, turns: readonly Turn[]): Finding[] {
  const { manning } = input.ground.planning
  const seen = new Set<string>()
  return turns.flatMap((turn): Finding[] => {
    const { task, unit, party } = turn
    if (seen.has(task.id)) return []
    seen.add(task.id)
    const soldiers = task.strength ?? unit.strength
    const found: Finding[] = []
    const isDayAndNight = task.kind === 'presence' && task.hours === null && turn.span.to - turn.span.from >= minutesPerDay
    if (isDayAndNight && soldiers < manning.tokenSoldiers) {
      found.push({
        ...frame(turn), key: `too-few-for-post ${task.id}`, kind: 'too-few-for-post', weight: 'risk', by: { amount: manning.tokenSoldiers - soldiers, of: 'soldiers' },
        why: { kind: 'post', hoursPerYear: manning.hoursPerYear, productiveHours: manning.productiveHours, perPost: soldiersForPost(manning), soldiers, needed: manning.tokenSoldiers },
        mends: [{ kind: 'more', amount: { amount: manning.tokenSoldiers - soldiers, of: 'soldiers' }, lostMinutes: 0 }],
      })
    }
    const days = task.from === null || task.until === null ? 0 : (task.until - task.from) / minutesPerDay
    if (task.kind === 'presence' && days > manning.sustainedDays) {
      const tokens = soldiers / manning.tokenSoldiers
      const more = tokens * (manning.sustainedFactor - 1)
      found.push({
        ...frame(turn), key: `not-sustained ${task.id}`, kind: 'not-sustained', weight: 'risk', by: { amount: more, of: 'tokens' },
        why: { kind: 'sustained', days, limitDays: manning.sustainedDays, factor: manning.sustainedFactor, tokens },
        mends: [{ kind: 'more', amount: { amount: more, of: 'tokens' }, lostMinutes: 0 }, { kind: 'less', amount: { amount: days - manning.sustainedDays, of: 'days' }, lostMinutes: 0 }],
      })
    }
    if (task.vehicles !== null && party.mobility.seats > 0 && task.vehicles * party.mobility.seats < soldiers) {
      const seats = task.vehicles * party.mobility.seats
      found.push({
        ...frame(turn), key: `no-seats ${task.id}`, kind: 'no-seats', weight: 'impossible', by: { amount: soldiers - seats, of: 'seats' },
        why: { kind: 'seats', soldiers, vehicles: task.vehicles, seatsEach: party.mobility.seats },
        mends: [{ kind: 'more', amount: { amount: Math.ceil((soldiers - seats) / party.mobility.seats), of: 'vehicles' }, lostMinutes: 0 }],
      })
    }
    return found
  })
}

/** Two patrols a day of a token, and so many hours of duty: a platoon works in shifts only while it stays at one place. */
export function restFindings(input: RealityInput, days: UnitDays): Finding[] {
  const { manning } = input.ground.planning
  return [...days].flatMap(([unit, { turns }]) => {
    const tokens = Math.max(1, unitPlanning(input.ground.planning, unit).tokens)
    const byDay = new Map<number, Turn[]>()
    for (const turn of turns) {
      if (turn.task.kind === 'presence' || turn.present === null) continue
      const day = Math.floor(turn.span.from / minutesPerDay) * minutesPerDay
      byDay.set(day, [...(byDay.get(day) ?? []), turn])
    }
    return [...byDay].flatMap(([day, out]): Finding[] => {
      const about = { rows: [...new Set(out.map(({ task }) => task.id))], units: [unit], places: [], at: day, weight: 'risk' as const }
      const found: Finding[] = []
      // An escort binds the token for the day, as two patrols do.
      const patrols = out.reduce((sum, { task: { kind } }) => sum + (kind === 'patrol' ? 1 : kind === 'escort' ? manning.patrolsPerToken : 0), 0)
      const most = manning.patrolsPerToken * tokens
      if (patrols > most) {
        found.push({
          ...about, key: `too-many-patrols ${unit} ${day}`, kind: 'too-many-patrols', by: { amount: patrols - most, of: 'patrols' }, why: { kind: 'patrols', day, patrols, most },
          mends: [{ kind: 'less', amount: { amount: patrols - most, of: 'patrols' }, lostMinutes: 0 }],
        })
      }
      // A half that is out for an hour costs the unit half an hour.
      const minutes = out.reduce((sum, { departAt, backAt, span, halves }) => sum + ((Number.isFinite(backAt) ? backAt : span.to) - departAt) * (halves / 2), 0)
      const duty = manning.dutyHours * 60
      if (minutes > duty) {
        found.push({
          ...about, key: `no-rest ${unit} ${day}`, kind: 'no-rest', by: { amount: minutes - duty, of: 'minutes' }, why: { kind: 'duty', day, minutes, most: duty },
          mends: [{ kind: 'less', amount: { amount: minutes - duty, of: 'minutes' }, lostMinutes: 0 }],
        })
      }
      return found
    })
  })
}

/** Flights of all tasks together, there and back, against the flying hours that are left. */
export function flyingFindings(input: RealityInput, turns: readonly Turn[]): Finding[] {
  return input.ground.planning.aircraft.flatMap((aircraft): Finding[] => {
    const flown = turns.filter(({ airlift, present }) => present !== null && airlift?.aircraft.unit === aircraft.unit)
    const minutes = flown.reduce((sum, { airlift }) => sum + 2 * (airlift?.flight?.flyingMinutes ?? 0), 0)
    const left = aircraft.hoursLeft * 60
    const first = flown[0]
    if (first === undefined || minutes <= left) return []
    return [{
      key: `too-few-flying-hours ${aircraft.unit}`, kind: 'too-few-flying-hours', weight: 'impossible', rows: flown.map(({ task }) => task.id), units: [aircraft.unit], places: [], at: first.span.from,
      by: { amount: minutes - left, of: 'minutes' }, why: { kind: 'flying-hours', aircraft: aircraft.unit, minutes, most: left }, mends: [{ kind: 'less', amount: { amount: minutes - left, of: 'minutes' }, lostMinutes: 0 }],
    }]
  })
}

/** Vehicles of a base that are out at the same time, against those that are ready. */
export function vehicleFindings(input: RealityInput, turns: readonly Turn[]): Finding[] {
  const byStock = new Map<string, { readonly base: ThingId; readonly mobility: string; readonly turns: Turn[] }>()
  for (const turn of turns) {
    const base = turn.unit.base
    if (base === null || turn.present === null || turn.airlift !== null || turn.party.mobility.tonnes === 0) continue
    const key = `${base} ${turn.party.mobility.id}`
    const known = byStock.get(key)
    if (known === undefined) byStock.set(key, { base, mobility: turn.party.mobility.id, turns: [turn] })
    else known.turns.push(turn)
  }
  return [...byStock.values()].flatMap(({ base, mobility, turns: out }): Finding[] => {
    const ready = readyVehicles(input, base, mobility)
    const peak = peakOf(out)
    if (ready === null || peak === null || peak.used <= ready) return []
    return [{
      key: `not-enough-vehicles ${base} ${mobility}`, kind: 'not-enough-vehicles', weight: 'impossible', rows: peak.rows, units: peak.units, places: [base], at: peak.at,
      by: { amount: peak.used - ready, of: 'vehicles' }, why: { kind: 'vehicles', base, mobility, at: peak.at, used: peak.used, ready },
      mends: cheapest([{ kind: 'less', amount: { amount: peak.used - ready, of: 'vehicles' }, lostMinutes: 0 }]),
    }]
  })
}

/** The first minute at which most vehicles are out; those of a unit count once, however many tasks it has. */
function peakOf(turns: readonly Turn[]): { readonly at: number; readonly used: number; readonly rows: string[]; readonly units: string[] } | null {
  const edges = turns.flatMap((turn) => {
    const vehicles = turn.party.vehicles * (turn.task.vehicles === null ? turn.halves / 2 : 1)
    const back = Math.max(turn.span.to, Number.isFinite(turn.backAt) ? turn.backAt : turn.span.to)
    return [{ at: turn.departAt, by: vehicles, turn }, { at: back, by: -vehicles, turn }]
  }).sort((one, other) => one.at - other.at || one.by - other.by)
  let [used, best]: [number, { at: number; used: number } | null] = [0, null]
  for (const { at, by } of edges) {
    used += by
    if (used > (best?.used ?? 0) + 1e-9) best = { at, used }
  }
  if (best === null) return null
  const { at } = best
  const out = turns.filter(({ departAt, backAt, span }) => departAt <= at && at < Math.max(span.to, Number.isFinite(backAt) ? backAt : span.to))
  return { at, used: Math.ceil(best.used), rows: [...new Set(out.map(({ task }) => task.id))], units: [...new Set(out.map(({ unit }) => unit.id))] }
}

export function supplyFindings(input: RealityInput, supply: readonly BaseSupply[]): Finding[] {
  const truck = mobilityOf(input.ground.planning, input.ground.planning.escorts.truck)
  return supply.flatMap(({ base, fuelDays, foodDays, from, daysLeft }): Finding[] => {
    const [store, here] = [from === null ? null : input.ground.spots.ofPlace(from), input.ground.spots.ofPlace(base)]
    if (daysLeft === null || from === null || truck === null || store === null || here === null) return []
    return [{
      key: `supply-cut ${base}`, kind: 'supply-cut', weight: 'risk', rows: [], units: [], places: [base], at: input.now, by: { amount: daysLeft, of: 'days' },
      why: { kind: 'supply', fuelDays, foodDays, from, blockers: blockersOf(input, store, here, { mobility: truck, vehicles: 1, nightCircle: null, halts: false }, input.now) }, mends: [],
    }]
  })
}
