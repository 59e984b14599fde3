/** The findings of the reality check in sentences: what, why with its sums, and ways out. Short words: officers from many countries read them. */
import type { Names } from '../../components/means/names.ts'
import { day, duration, hours, moment } from '../../components/means/names.ts'
import type { Amount, Finding, Mend, Why } from '#shared/reality/findings.ts'
import type { Journey, Leg } from '#shared/reality/journey.ts'
import type { Hindrance } from '#shared/reality/passing.ts'
import { meansText as words } from './means.ts'

const weather = { dry: 'dry', wet: 'wet', 'very-heavy': 'very heavy rain', storm: 'storm' } as const
const wayClass = { gravel: 'gravel road', laterite: 'laterite road', track: 'track', trail: 'trail', water: 'river' } as const
const hindrance: Readonly<Record<Hindrance, string>> = {
  class: 'no way for these vehicles in this weather', state: 'closed', hours: 'not at this hour', weight: 'too weak for these vehicles', water: 'the water is too high', caveat: 'no night move so far from the base',
}

function figure(value: number): string {
  return String(Math.round(value * 10) / 10)
}

export function amountWords(by: Amount | null): string {
  if (by === null) return ''
  if (by.of === 'minutes') return duration(by.amount)
  const one = { days: 'day', soldiers: 'soldier', tokens: 'platoon', tonnes: 'tonne', vehicles: 'vehicle', seats: 'seat', patrols: 'patrol', steps: 'step' }[by.of]
  return `${figure(by.amount)} ${figure(by.amount) === '1' ? one : `${one}s`}`
}

/** One plain sentence. */
export function findingSentence({ kind, by, rows, units, places, why, at }: Finding, names: Names): string {
  const unit = units[0] === undefined ? 'The unit' : names.unit(units[0])
  const row = `“${rows[0] === undefined ? '' : names.row(rows[0])}”`
  const place = places[0] === undefined ? row : names.place(places[0])
  const amount = amountWords(by)
  switch (kind) {
    case 'double-booked': return `${unit} cannot be in two places: ${row} and “${rows[1] === undefined ? '' : names.row(rows[1])}” overlap by ${amount}.`
    case 'no-time-to-move': return `${unit} misses ${amount} of ${row}: the task before ends too late.`
    case 'task-before-notice': return `${unit} misses ${amount} of ${row}: it cannot be ready sooner.`
    case 'too-far': return `${unit} misses ${amount} of ${row}: the way is too long.`
    case 'route-closed': return `${unit} misses ${amount} of ${row}: the way is closed.`
    case 'too-heavy': return `${unit} misses ${amount} of ${row}: its vehicles are too heavy for the crossing.`
    case 'caveat-broken': return `${unit} misses ${amount} of ${row}: it may not move at night so far from its base.`
    case 'unit-unavailable': return `${unit} cannot do ${row}: it is ${why.kind === 'state' ? words.unitStates[why.state] : 'not there'}.`
    case 'reserve-as-guard': return `${unit} is your reserve, and ${row} makes it a guard for ${amount}.`
    case 'must-without-troops': return `${place} is a MUST, and nobody protects it for ${amount} of the danger.`
    case 'promise-beyond-means': return `You promised ${place} hours you cannot keep: ${amount} are missing.`
    case 'conduct-not-checked': return `${row} supports ${units.at(-1) === undefined ? 'a force' : names.unit(units.at(-1) ?? '')} without conditions on its conduct.`
    case 'conduct-refused': return `${row} supports ${units.at(-1) === undefined ? 'a force' : names.unit(units.at(-1) ?? '')}, and its conduct forbids any support.`
    case 'escort-before-alternatives': return `${row} sends an armed escort before other ways were tried.`
    case 'convoy-overloaded': return `The convoy of ${row} carries ${amount} too much.`
    case 'convoy-after-dark': return `The convoy of ${row} comes home ${amount} after dark.`
    case 'too-few-for-post': return `${row} wants ${amount} more to stand day and night.`
    case 'not-sustained': return `${row} lasts too long for its soldiers: ${amount} more are needed for leave and rest.`
    case 'too-many-patrols': return `${unit} has ${amount} too many on ${day(at)}.`
    case 'no-rest': return `${unit} gets no rest on ${day(at)}: ${amount} too much on duty.`
    case 'not-enough-vehicles': return `${place} lacks ${amount} (${why.kind === 'vehicles' ? words.mobility(why.mobility) : ''}) from ${moment(at)}.`
    case 'no-seats': return `${row} lacks ${amount} for its soldiers.`
    case 'casualty-too-late': return `The wounded of ${place} come to a doctor too late${amount === '' ? '' : `, by ${amount}`}.`
    case 'supply-cut': return `No truck can bring supplies to ${place}: it lasts ${amount}.`
    case 'nobody-can-call': return `Nobody can call for help from ${place} for ${amount}.`
    case 'gap-not-told': return why.kind === 'unsaid' && why.told ? `${row}: nobody has accepted the risk yet.` : `${row}: nobody has been told yet.`
    case 'no-place': return `${row} names no place: nothing can be counted.`
    case 'ferry-queue': return `${unit} waits ${amount} at the ferry: others are on it first.`
    case 'no-flight': return `${unit} misses ${amount} of ${row}: no flight is there in time.`
    case 'too-few-flying-hours': return `The flights of this plan need ${amount} more than ${unit} has left.`
  }
}

/** The sum, line by line. */
export function whyLines(why: Why, names: Names): string[] {
  switch (why.kind) {
    case 'overlap': return [`Both at once: ${hours(why.span)} (${duration(why.span.to - why.span.from)}).`, `The other task: “${names.row(why.other)}”.`]
    case 'travel': return [
      why.after === null ? `Ordered ${moment(why.orderedAt)} + notice ${duration(why.noticeMinutes)} = ready ${moment(why.readyAt)}.` : `Free of “${names.row(why.after)}” and ready at ${moment(why.readyAt)}.`,
      ...(why.journey === null ? [] : journeyLines(why.journey, names)),
      `There at ${moment(why.arriveAt)}. Needed at ${moment(why.neededAt)}.`,
    ]
    case 'blocked': return [
      ...why.blockers.map(({ hindrance: what, thing, at }) => `${names.thing(thing)}: ${hindrance[what]}, ${moment(at)}.`),
      ...(why.otherwiseMinutes === null ? [] : [`With the way open: ${duration(why.otherwiseMinutes)} (${words.mobility(why.mobility)}).`]),
    ]
    case 'weight': return [`One vehicle (${words.mobility(why.mobility)}) weighs ${figure(why.tonnes)} t. ${names.thing(why.crossing)} carries ${figure(why.maxTonnes)} t.`]
    case 'caveat': return [`${why.who}: no night move beyond ${why.beyondKm} km.`, `Without it: there at ${moment(why.freeArriveAt)}. With it: ${moment(why.arriveAt)}.`]
    case 'state': return [`State of the unit in the world you know: ${words.unitStates[why.state]}.`]
    case 'hours': return [
      `Wanted ${duration(why.wantedMinutes)} − somebody there ${duration(why.keptMinutes)} = missing ${duration(why.wantedMinutes - why.keptMinutes)}.`,
      ...(why.missing.length === 0 ? [] : [`Missing: ${why.missing.slice(0, 6).map(hours).join(', ')}${why.missing.length > 6 ? ' …' : ''}.`]),
    ]
    case 'guard': return [`Bound ${figure(why.hoursADay)} h a day.`, why.reserveMinutes === null ? 'No reserve can come there then.' : `A reserve that stood by would be there in ${duration(why.reserveMinutes)}.`]
    case 'conduct': return [`Conduct of ${names.unit(why.partner)}: ${why.conduct === 'red' ? 'red, no support at all' : 'amber, support on conditions only'} (due-diligence policy).`, ...(why.hasConditions ? [] : ['No conditions are written.'])]
    case 'alternatives': return [
      `Tried: ${why.tried.length === 0 ? 'nothing' : why.tried.map((each) => words.alternatives[each]).join(', ')}.`, `Still open: ${why.open.map((each) => words.alternatives[each]).join(', ')}.`,
    ]
    case 'load': return [`${why.vehicles} × ${figure(why.tonnesEach)} t = ${figure(why.most)} t. Planned: ${figure(why.tonnes)} t.`]
    case 'round-trip': return [`Out ${duration(why.outMinutes)} + back ${duration(why.backMinutes)}, leaving ${moment(why.departAt)}.`, `Back ${moment(why.backAt)}. Sunset ${moment(why.sunset)}.`]
    case 'post': return [
      `One post day and night: ${why.hoursPerYear} h a year ÷ ${why.productiveHours} h of one soldier = ${figure(why.perPost)} soldiers.`, `Planned ${why.soldiers}. A place held day and night wants a platoon of ${why.needed}.`,
    ]
    case 'sustained': return [`${figure(why.days)} days. Over ${why.limitDays} days × ${why.factor}: ${figure(why.tokens)} → ${figure(why.tokens * why.factor)} platoons.`]
    case 'patrols': return [`${day(why.day)}: ${why.patrols} patrols. One platoon does ${why.most} a day; an escort counts as ${why.most}.`]
    case 'duty': return [`${day(why.day)}: ${duration(why.minutes)} on duty, at most ${duration(why.most)}.`]
    case 'vehicles': return [`${moment(why.at)}: ${why.used} out (${words.mobility(why.mobility)}), ${why.ready} ready at ${names.place(why.base)}.`]
    case 'seats': return [`${why.vehicles} vehicles × ${why.seatsEach} seats = ${why.vehicles * why.seatsEach}. Soldiers: ${why.soldiers}.`]
    case 'casualty': {
      const { firstAid, level1, level2, woundedAt } = why.timeline
      const by = (to: { readonly by: 'road' | 'air'; readonly minutes: number; readonly to: string } | null, limit: number, name: string): string =>
        (to === null ? `${name}: nobody comes. Limit ${duration(limit)}.` : `${name}: ${duration(to.minutes)} by ${to.by} to ${names.place(to.to)}. Limit ${duration(limit)}.`)
      return [`Wounded at ${moment(woundedAt)}, the worst moment.`, `First aid: ${firstAid === null ? 'nobody comes' : duration(firstAid)}.`, by(level1, why.level1Minutes, 'Level 1'), by(level2, why.level2Minutes, 'Surgery (level 2)')]
    }
    case 'supply': return [`Fuel for ${why.fuelDays} days, food for ${why.foodDays}. Supplies come from ${names.place(why.from)}.`, ...why.blockers.map(({ hindrance: what, thing }) => `${names.thing(thing)}: ${hindrance[what]} for trucks.`)]
    case 'phones': return ['No mast that works and no satellite phone reaches it: word comes by rider.']
    case 'unsaid': return [`Told: ${why.told ? 'yes' : 'nobody'}. Risk accepted: ${why.accepted ? 'yes' : 'by nobody'}.`]
    case 'queue': return [`${names.thing(why.crossing)}, ${moment(why.at)}: ${why.trips} ${why.trips === 1 ? 'trip' : 'trips'}, behind ${why.behind.map((row) => `“${names.row(row)}”`).join(', ')}.`]
    case 'flight': return [
      `${why.soldiers} soldiers, ${why.seats} seats: ${why.lifts} ${why.lifts === 1 ? 'lift' : 'lifts'}.`, `Called ${moment(why.readyAt)}. ${why.flight === null ? 'No flight: night, weather, day of the week or hours.' : `Lands ${moment(why.flight.arriveAt)}.`} Needed ${moment(why.neededAt)}.`,
    ]
    case 'flying-hours': return [`Planned ${duration(why.minutes)} of flying, left ${duration(why.most)}.`]
    case 'nowhere': return ['Pick a place in the row, or on the map.']
  }
}

/** A way leg by leg, each with its sum. */
export function journeyLines(journey: Pick<Journey, 'legs'>, names: Names): string[] {
  return journey.legs.map((leg) => legLine(leg, names))
}

function legLine(leg: Leg, names: Names): string {
  const minutes = duration(leg.to - leg.from)
  switch (leg.kind) {
    case 'way': {
      const paces = leg.paces.map((pace) => (pace.kmh === 0 ? `waits ${duration(pace.minutes)}` : `${figure(pace.km)} km at ${figure(pace.kmh)} km/h${pace.night ? ', night' : ''}, ${weather[pace.weather]}`))
      return `${names.thing(leg.way)}, ${wayClass[leg.class]}: ${minutes} (${paces.join('; ')}).`
    }
    case 'crossing': return leg.minutesEach === 0 ? `${names.thing(leg.crossing)}: ${minutes}.` : `${names.thing(leg.crossing)}: ${leg.trips} × ${leg.minutesEach} min${leg.waited > 0 ? ` after ${duration(leg.waited)} of waiting` : ''} = ${minutes}.`
    case 'off-road': return `Off the road ${figure(leg.km)} km ${words.mobility(leg.by)}: ${minutes}.`
    case 'flight': return `Flight of ${figure(leg.km)} km at ${leg.kmh} km/h: ${minutes}.`
  }
}

export function mendWords(mend: Mend, names: Names): string {
  const cost = mend.lostMinutes > 0 ? `, costs ${duration(mend.lostMinutes)}` : ''
  switch (mend.kind) {
    case 'other-mobility': return `Move ${words.mobility(mend.mobility)}: there ${moment(mend.arriveAt)}${cost}.`
    case 'other-unit': return `Send ${names.unit(mend.unit)}: there ${moment(mend.arriveAt)}${cost}.`
    case 'by-air': return `Fly: there ${moment(mend.arriveAt)}${cost}.`
    case 'begin-later': return `Begin at ${moment(mend.at)}${cost}.`
    case 'fewer-vehicles': return `Take ${mend.vehicles} ${mend.vehicles === 1 ? 'vehicle' : 'vehicles'}: there ${moment(mend.arriveAt)}${cost}.`
    case 'ask-capital': return `Ask for leave (${mend.who}): there ${moment(mend.arriveAt)}${cost}.`
    case 'drop-task': return `Drop “${names.row(mend.row)}”${cost}.`
    case 'free-reserve': return `Leave ${names.unit(mend.unit)} as reserve, and give the task to others.`
    case 'promise-less': return mend.spans.length === 0 ? `Withdraw the promise, and say so${cost}.` : `Promise ${mend.spans.slice(0, 4).map(hours).join(', ')} only${cost}.`
    case 'say-gap': return `Say that you cannot protect it, to whom, and who accepts the risk${cost}.`
    case 'set-conditions': return `Write the conditions for ${names.unit(mend.partner)}.`
    case 'refuse-support': return `Refuse the support to ${names.unit(mend.partner)}.`
    case 'ask-first': return `First: ${mend.alternatives.map((each) => words.alternatives[each]).join(', ')}.`
    case 'more': return `Add ${amountWords(mend.amount)}.`
    case 'less': return `Take away ${amountWords(mend.amount)}${cost}.`
    case 'helicopter-on-alert': return `Put the helicopter on alert: at the surgeon ${moment(mend.arriveAt)}.`
  }
}
