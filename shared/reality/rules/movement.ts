/** Findings about coming to a task at all, and in time. */
import { blockersOf, decidingHindrance, isHindered, waysRound } from '../diagnose.ts'
import type { Airlift } from '../airlift.ts'
import { cheapest, type Finding, type Why } from '../findings.ts'
import { isUsable, unitStateAt, type RealityInput } from '../input.ts'
import { unitPlanning } from '../planning.ts'
import { orderedAt, type Turn, type UnitDays } from '../turns.ts'

/** So much later than written is still in time: nobody plans by the second. */
const graceMinutes = 1

export function movementFindings(input: RealityInput, turns: readonly Turn[], days: UnitDays): Finding[] {
  return turns.flatMap((turn): Finding[] => {
    const state = unitStateAt(input, turn.unit.id, Math.max(input.now, turn.span.from))
    if (!isUsable(state)) return [unavailable(turn, state, waysRound(input, turn, days, true))]
    const overlap = turn.before !== null && turn.before.span.to > turn.span.from ? [doubleBooked(turn, turn.before)] : []
    const neededAt = overlap.length > 0 ? (turn.before?.span.to ?? turn.span.from) : turn.span.from
    if (turn.arriveAt <= neededAt + graceMinutes) return overlap
    return [...overlap, turn.airlift === null ? lateFinding(input, turn, neededAt, days) : lateFlight(input, turn, turn.airlift, neededAt)]
  })
}

const frame = (turn: Turn, kind: Finding['kind']): Pick<Finding, 'key' | 'kind' | 'rows' | 'units' | 'places' | 'at'> => ({
  key: `${kind} ${turn.task.id} ${turn.span.from}`, kind, rows: [turn.task.id], units: [turn.unit.id], places: turn.task.place === null ? [] : [turn.task.place], at: turn.span.from,
})

function unavailable(turn: Turn, state: ReturnType<typeof unitStateAt>, mends: ReturnType<typeof waysRound>): Finding {
  return {
    ...frame(turn, 'unit-unavailable'), weight: 'impossible', by: { amount: turn.span.to - turn.span.from, of: 'minutes' }, why: { kind: 'state', state },
    mends: cheapest(mends.filter(({ kind }) => kind === 'other-unit' || kind === 'by-air')),
  }
}

/** One unit in two places, or beyond its halves: the second waits for the end of the first. */
function doubleBooked(turn: Turn, before: Turn): Finding {
  const until = Math.min(before.span.to, turn.span.to)
  const minutes = until - turn.span.from
  return {
    ...frame(turn, 'double-booked'), rows: [turn.task.id, before.task.id], weight: 'impossible', by: { amount: minutes, of: 'minutes' },
    why: { kind: 'overlap', other: before.task.id, span: { from: turn.span.from, to: until } },
    mends: cheapest([
      ...(before.span.to < turn.span.to ? [{ kind: 'begin-later', at: before.span.to, lostMinutes: minutes } as const] : []),
      { kind: 'drop-task', row: before.task.id, lostMinutes: before.span.to - before.span.from }, { kind: 'drop-task', row: turn.task.id, lostMinutes: turn.span.to - turn.span.from },
    ]),
  }
}

/** No flight in time: by night, in a storm, out of hours, or with too few seats to do it in one lift. */
function lateFlight(input: RealityInput, turn: Turn, { aircraft, soldiers, lifts, flight }: Airlift, neededAt: number): Finding {
  const byRoad = input.routes.arrival(turn.from, turn.spot, turn.party, turn.readyAt)
  const { id } = turn.party.mobility
  return {
    ...frame(turn, 'no-flight'), units: [turn.unit.id, aircraft.unit], weight: 'impossible', by: { amount: Math.max(0, Math.min(turn.arriveAt, turn.span.to) - neededAt), of: 'minutes' },
    why: { kind: 'flight', aircraft: aircraft.unit, soldiers, seats: aircraft.seats, lifts, readyAt: turn.readyAt, neededAt: turn.span.from, flight },
    mends: cheapest([
      ...(byRoad < Math.min(turn.arriveAt, turn.span.to) ? [{ kind: 'other-mobility', mobility: id, arriveAt: byRoad, lostMinutes: Math.max(0, byRoad - turn.span.from) } as const] : []),
      ...(turn.arriveAt < turn.span.to ? [{ kind: 'begin-later', at: Math.ceil(turn.arriveAt), lostMinutes: turn.arriveAt - turn.span.from } as const] : []),
      ...(lifts > 1 ? [{ kind: 'less', amount: { amount: soldiers - aircraft.seats, of: 'soldiers' }, lostMinutes: 0 } as const] : []),
    ]),
  }
}

function lateFinding(input: RealityInput, turn: Turn, neededAt: number, days: UnitDays): Finding {
  const { routes, ground } = input
  const hindered = isHindered(input, turn)
  const mends = waysRound(input, turn, days, hindered)
  const missed = Math.min(turn.arriveAt, turn.span.to) - neededAt
  const made = (kind: Finding['kind'], why: Why, more: ReturnType<typeof waysRound> = []): Finding => ({
    ...frame(turn, kind), weight: 'impossible', by: { amount: Math.max(0, missed), of: 'minutes' }, why, mends: cheapest([...mends, ...more]),
  })
  const blockers = hindered ? blockersOf(input, turn.from, turn.spot, turn.party, turn.readyAt) : []
  const deciding = hindered ? decidingHindrance(input, turn, ['caveat', 'weight', 'state', 'water', 'hours', 'class']) : null
  const values = unitPlanning(ground.planning, turn.unit.id)
  if (deciding === 'caveat' && values.caveat !== null) {
    const freeArriveAt = routes.arrival(turn.from, turn.spot, turn.party, turn.readyAt, ['caveat'])
    return made('caveat-broken', { kind: 'caveat', who: values.caveat.who, beyondKm: values.caveat.beyondKm, freeArriveAt, arriveAt: turn.arriveAt },
      [{ kind: 'ask-capital', who: values.caveat.who, arriveAt: freeArriveAt, lostMinutes: Math.max(0, freeArriveAt - turn.span.from) }])
  }
  const heavy = blockers.find(({ hindrance }) => hindrance === 'weight')
  if (heavy !== undefined && (deciding === 'weight' || !Number.isFinite(turn.arriveAt))) {
    const { id, tonnes } = turn.party.mobility
    return made('too-heavy', { kind: 'weight', mobility: id, tonnes, crossing: heavy.thing, maxTonnes: ground.zone.crossings.find((each) => each.id === heavy.thing)?.maxTonnes ?? 0 })
  }
  if (blockers.length > 0 && (deciding !== null || !Number.isFinite(turn.arriveAt))) {
    const otherwise = routes.arrival(turn.from, turn.spot, turn.party, turn.readyAt, ['state', 'water', 'hours', 'class', 'weight', 'caveat']) - turn.readyAt
    return made('route-closed', { kind: 'blocked', mobility: turn.party.mobility.id, blockers, otherwiseMinutes: Number.isFinite(otherwise) ? otherwise : null })
  }
  const ordered = orderedAt(turn.task, input.now)
  const noticed = ordered + values.noticeMinutes
  const kind = turn.before !== null && turn.readyAt > noticed ? 'no-time-to-move' : turn.span.from < noticed ? 'task-before-notice' : 'too-far'
  return made(kind, {
    kind: 'travel', orderedAt: ordered, noticeMinutes: values.noticeMinutes, after: turn.before?.task.id ?? null, readyAt: turn.readyAt, neededAt: turn.span.from, arriveAt: turn.arriveAt,
    journey: routes.journey(turn.from, turn.spot, turn.party, turn.readyAt),
  })
}

/** One boat, first come: who comes to a crossing that takes turns while others are on it waits for them. */
export function queueFindings(input: RealityInput, turns: readonly Turn[]): Finding[] {
  const bookings = turns.flatMap((turn) => {
    if (turn.present === null || turn.airlift !== null) return []
    const journey = input.routes.journey(turn.from, turn.spot, turn.party, turn.departAt)
    return (journey?.legs ?? []).flatMap((leg) => (leg.kind === 'crossing' && leg.minutesEach > 0 ? [{ turn, crossing: leg.crossing, at: leg.from + leg.waited, trips: leg.trips, minutes: leg.trips * leg.minutesEach, slack: Math.max(0, turn.span.from - (journey?.arriveAt ?? 0)) }] : []))
  })
  bookings.sort((one, other) => (one.crossing < other.crossing ? -1 : one.crossing > other.crossing ? 1 : one.at - other.at || (one.turn.task.id < other.turn.task.id ? -1 : 1)))
  const freeAt = new Map<string, { readonly at: number; readonly rows: readonly string[] }>()
  return bookings.flatMap(({ turn, crossing, at, trips, minutes, slack }): Finding[] => {
    const queue = freeAt.get(crossing)
    const waits = queue === undefined ? 0 : Math.max(0, queue.at - at)
    freeAt.set(crossing, { at: at + waits + minutes, rows: waits > 0 ? [...(queue?.rows ?? []), turn.task.id] : [turn.task.id] })
    if (waits <= slack + graceMinutes) return []
    return [{
      ...frame(turn, 'ferry-queue'), rows: [turn.task.id, ...(queue?.rows ?? [])], places: [], weight: 'risk', by: { amount: waits, of: 'minutes' },
      why: { kind: 'queue', crossing, at, trips, behind: queue?.rows ?? [] },
      mends: cheapest([{ kind: 'begin-later', at: Math.ceil(turn.span.from + waits), lostMinutes: waits }, ...(trips > 1 ? [{ kind: 'less', amount: { amount: trips - 1, of: 'vehicles' }, lostMinutes: 0 } as const] : [])]),
    }]
  })
}
