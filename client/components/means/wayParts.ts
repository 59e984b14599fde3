/** A way as the parts that add up to it: notice, road, crossing, waiting, off the road. Pure. */
import { waitedIn, type Journey } from '#shared/reality/journey.ts'

export type WayPart = 'notice' | 'road' | 'crossing' | 'waiting' | 'off-road'

export function wayParts(journey: Journey, noticeMinutes: number): readonly { readonly part: WayPart; readonly minutes: number }[] {
  const sumOf = (minutesOf: (leg: Journey['legs'][number]) => number): number => journey.legs.reduce((sum, leg) => sum + minutesOf(leg), 0)
  const waiting = waitedIn(journey)
  const crossing = sumOf((leg) => (leg.kind === 'crossing' ? leg.to - leg.from - leg.waited : 0))
  const offRoad = sumOf((leg) => (leg.kind === 'off-road' ? leg.to - leg.from : 0))
  const road = journey.arriveAt - journey.departAt - waiting - crossing - offRoad
  const parts = [{ part: 'notice', minutes: noticeMinutes }, { part: 'road', minutes: road }, { part: 'crossing', minutes: crossing }, { part: 'waiting', minutes: waiting }, { part: 'off-road', minutes: offRoad }] as const
  return parts.filter(({ minutes }) => minutes >= 1)
}
