/** Findings about how: support to host forces, armed escort, and the convoy it goes with. */
import { escortAlternatives } from '../../board/planRows.ts'
import { blockersOf } from '../diagnose.ts'
import { convoyOf } from '../escorts.ts'
import { cheapest, type Finding } from '../findings.ts'
import type { RealityInput } from '../input.ts'
import { mobilityOf, unitPlanning } from '../planning.ts'
import { spansOfRow, type Turn } from '../turns.ts'

/** Support to a force whose conduct is red is refused; to an amber one it hangs on conditions. */
export function conductFindings(input: RealityInput): Finding[] {
  return input.plan.tasks.flatMap((task): Finding[] => {
    if (task.partner === null) return []
    const { conduct } = unitPlanning(input.ground.planning, task.partner)
    const hasConditions = task.conditions.trim() !== ''
    if (conduct === 'green' || (conduct === 'amber' && hasConditions)) return []
    const partner = task.partner
    return [{
      key: `conduct ${task.id}`, kind: conduct === 'red' ? 'conduct-refused' : 'conduct-not-checked', weight: conduct === 'red' ? 'impossible' : 'unsaid', rows: [task.id],
      units: task.unit === null ? [partner] : [task.unit, partner], places: task.place === null ? [] : [task.place], at: spansOfRow(task, input.window)[0]?.from ?? input.window.from, by: null,
      why: { kind: 'conduct', partner, conduct, hasConditions },
      mends: conduct === 'red' ? [{ kind: 'refuse-support', partner, lostMinutes: 0 }] : [{ kind: 'set-conditions', partner, lostMinutes: 0 }],
    }]
  })
}

export function escortFindings(input: RealityInput, turns: readonly Turn[]): Finding[] {
  const seen = new Set<string>()
  return turns.flatMap((turn): Finding[] => {
    const { task, unit } = turn
    if (task.kind !== 'escort') return []
    const frame = { units: [unit.id], places: task.place === null ? [] : [task.place], at: turn.span.from, rows: [task.id] }
    const found: Finding[] = []
    const open = escortAlternatives.filter((each) => !task.alternatives.includes(each))
    const offered = task.alternatives.filter((each) => each !== 'asked-ocha')
    if (!seen.has(task.id) && (open.includes('asked-ocha') || offered.length === 0)) {
      found.push({
        ...frame, key: `escort-before-alternatives ${task.id}`, kind: 'escort-before-alternatives', weight: 'unsaid', by: { amount: (open.includes('asked-ocha') ? 1 : 0) + (offered.length === 0 ? 1 : 0), of: 'steps' },
        why: { kind: 'alternatives', tried: task.alternatives, open }, mends: [{ kind: 'ask-first', alternatives: open, lostMinutes: 0 }],
      })
    }
    seen.add(task.id)
    const convoy = convoyOf(input, turn)
    if (convoy === null) return found
    const { party, tonnes, mostTonnes, departAt, arriveAt, backAt, sunset } = convoy
    if (tonnes > mostTonnes) {
      const more = Math.ceil((tonnes - mostTonnes) / Math.max(0.001, party.mobility.loadTonnes))
      found.push({
        ...frame, key: `convoy-overloaded ${task.id} ${turn.span.from}`, kind: 'convoy-overloaded', weight: 'impossible', by: { amount: tonnes - mostTonnes, of: 'tonnes' },
        why: { kind: 'load', tonnes, vehicles: party.vehicles, tonnesEach: party.mobility.loadTonnes, most: mostTonnes },
        mends: cheapest([{ kind: 'more', amount: { amount: more, of: 'vehicles' }, lostMinutes: 0 }, { kind: 'less', amount: { amount: tonnes - mostTonnes, of: 'tonnes' }, lostMinutes: 0 }]),
      })
    }
    if (!Number.isFinite(arriveAt)) found.push(...stopped(input, turn, convoy))
    else if (backAt > sunset) {
      found.push({
        ...frame, key: `convoy-after-dark ${task.id} ${turn.span.from}`, kind: 'convoy-after-dark', weight: 'risk', by: { amount: backAt - sunset, of: 'minutes' },
        why: { kind: 'round-trip', outMinutes: arriveAt - departAt, backMinutes: backAt - arriveAt, departAt, backAt, sunset },
        mends: [{ kind: 'more', amount: { amount: 1, of: 'days' }, lostMinutes: 0 }],
      })
    }
    return found
  })
}

function stopped(input: RealityInput, turn: Turn, { party, from, to, departAt }: NonNullable<ReturnType<typeof convoyOf>>): Finding[] {
  const blockers = blockersOf(input, from, to, party, departAt)
  const heavy = blockers.find(({ hindrance }) => hindrance === 'weight')
  const crossing = heavy === undefined ? undefined : input.ground.zone.crossings.find(({ id }) => id === heavy.thing)
  const lighter = mobilityOf(input.ground.planning, '4x4')
  const lighterAt = lighter === null ? Number.POSITIVE_INFINITY : input.routes.arrival(from, to, { ...party, mobility: lighter }, departAt)
  return [{
    key: `convoy-stopped ${turn.task.id} ${turn.span.from}`, kind: crossing === undefined ? 'route-closed' : 'too-heavy', weight: 'impossible', rows: [turn.task.id], units: [turn.unit.id],
    places: turn.task.place === null ? [] : [turn.task.place], at: turn.span.from, by: { amount: turn.span.to - turn.span.from, of: 'minutes' },
    why: crossing === undefined
      ? { kind: 'blocked', mobility: party.mobility.id, blockers, otherwiseMinutes: null }
      : { kind: 'weight', mobility: party.mobility.id, tonnes: party.mobility.tonnes, crossing: crossing.id, maxTonnes: crossing.maxTonnes },
    mends: cheapest([
      ...(lighter !== null && Number.isFinite(lighterAt) ? [{ kind: 'other-mobility', mobility: lighter.id, arriveAt: lighterAt, lostMinutes: Math.max(0, lighterAt - turn.span.to) } as const] : []),
      { kind: 'ask-first', alternatives: ['by-air'], lostMinutes: turn.span.to - turn.span.from },
    ]),
  }]
}
