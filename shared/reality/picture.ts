/**
 * What a screen draws of a report: small and plain, so that it crosses from a worker in no time. Findings as they are, each site
 * with its hours, the forces tray, bases, promises, and how many people stand uncovered.
 */
import type { PlanRank } from '../board/planRows.ts'
import type { ScenarioMinute } from '../exercise/clock.ts'
import type { ThingId } from '../exercise/names.ts'
import type { Km } from '../exercise/scenario.ts'
import type { RealityReport } from './checkPlan.ts'
import type { SiteCoverage, SiteHour } from './coverage.ts'
import type { Finding } from './findings.ts'
import { overlapOf, type Span } from './minutes.ts'
import type { TrayUnit } from './tray.ts'

export interface SitePicture {
  readonly id: string
  readonly place: ThingId | null
  readonly at: Km
  /** Rows of the plan that make it a hotspot. */
  readonly hotspots: readonly string[]
  /** The highest of its hotspots; null = no hotspot of the plan. */
  readonly rank: PlanRank | null
  /** Of its hotspots; null = nobody said. */
  readonly people: number | null
  readonly wantedMinutes: number
  readonly uncoveredMinutes: number
  readonly hours: readonly SiteHourPicture[]
}

export interface SiteHourPicture extends Pick<SiteHour, 'from' | 'to' | 'present' | 'first' | 'airAt' | 'phone'> {
  /** Whether people are in danger then: in the hours of its hotspots. */
  readonly wanted: boolean
  readonly covered: 'all' | 'part' | 'none'
}

export interface BasePicture {
  readonly base: ThingId
  readonly guard: number
  readonly strength: number
  readonly leftOfToken: number
  /** In the hour with the fewest. */
  readonly fewestFree: number
  readonly tokens: number
}

export interface PromisePicture { readonly row: string; readonly promisedMinutes: number; readonly keptMinutes: number; readonly missing: readonly Span[] }

export interface PeopleUncovered {
  /** In hotspots in the hour in which most have nobody with them, and which hour. */
  readonly most: number
  readonly at: ScenarioMinute | null
  /** Hotspots with an hour of danger in which nobody is there, of how many. */
  readonly hotspots: number
  readonly of: number
  /** Hotspots nobody said a number of people of. */
  readonly uncounted: number
}

export interface RealityPicture {
  readonly findings: readonly Finding[]
  readonly sites: readonly SitePicture[]
  readonly tray: readonly TrayUnit[]
  readonly bases: readonly BasePicture[]
  readonly promises: readonly PromisePicture[]
  readonly uncovered: PeopleUncovered
}

export function pictureOf(report: RealityReport): RealityPicture {
  const sites = report.coverage.map(sitePicture).sort(byRank)
  return {
    findings: report.findings, tray: report.tray, sites, uncovered: peopleUncovered(sites),
    bases: report.manning.map(({ base, guard, strength, leftOfToken, hours }) => ({
      base, guard, strength, leftOfToken, fewestFree: Math.min(...hours.map(({ freeTokens }) => freeTokens)), tokens: Math.max(0, ...hours.map(({ tokens }) => tokens)),
    })),
    promises: report.promises.map(({ promise, promisedMinutes, keptMinutes, missing }) => ({ row: promise.id, promisedMinutes, keptMinutes, missing })),
  }
}

const ranks: readonly (PlanRank | null)[] = ['must', 'should', 'could', null]

/** What must be protected first; hotspots before other places, each in the order of the sheet. */
function byRank(one: SitePicture, other: SitePicture): number {
  return ranks.indexOf(one.rank) - ranks.indexOf(other.rank) || Number(other.hotspots.length > 0) - Number(one.hotspots.length > 0)
}

function sitePicture({ site, wanted, uncoveredMinutes, hours }: SiteCoverage): SitePicture {
  const people = site.hotspots.flatMap((row) => row.people ?? [])
  return {
    id: site.id, place: site.place, at: site.spot.at, hotspots: site.hotspots.map(({ id }) => id), uncoveredMinutes,
    rank: ranks.find((rank) => rank !== null && site.hotspots.some((row) => row.rank === rank)) ?? null,
    people: people.length === 0 ? null : Math.max(...people),
    wantedMinutes: wanted.reduce((sum, { from, to }) => sum + to - from, 0),
    hours: hours.map((hour) => ({
      from: hour.from, to: hour.to, present: hour.present, first: hour.first, airAt: hour.airAt, phone: hour.phone, wanted: overlapOf(wanted, [hour]).length > 0,
      covered: hour.coveredMinutes <= 0 ? 'none' : hour.coveredMinutes < hour.to - hour.from ? 'part' : 'all',
    })),
  }
}

/** People are counted once for each site, however many rows speak of it. */
function peopleUncovered(sites: readonly SitePicture[]): PeopleUncovered {
  const hotspots = sites.filter((site) => site.hotspots.length > 0)
  const open = hotspots.filter(({ hours }) => hours.some(isOpen))
  const byHour = new Map<ScenarioMinute, number>()
  for (const { hours, people } of open) for (const hour of hours) if (isOpen(hour)) byHour.set(hour.from, (byHour.get(hour.from) ?? 0) + (people ?? 0))
  let [most, at]: [number, ScenarioMinute | null] = [0, null]
  for (const [from, people] of [...byHour].sort(([one], [other]) => one - other)) if (people > most) [most, at] = [people, from]
  return { most, at, hotspots: open.length, of: hotspots.length, uncounted: hotspots.filter(({ people }) => people === null).length }
}

function isOpen({ wanted, covered }: SiteHourPicture): boolean {
  return wanted && covered !== 'all'
}
