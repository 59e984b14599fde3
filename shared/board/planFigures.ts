/**
 * Figures of the reality check as a syndicate put them on a slide: root Y.Map `planFigures` of its board, one value. They are
 * kept, not counted again: a room that does not know the syndicate's own world would count others.
 */
import * as Y from 'yjs'
import type { ScenarioMinute } from '../exercise/clock.ts'
import { isRecordId } from './annotation.ts'
import { farthestMinute } from './planRows.ts'
import type { Origin } from './yjsRecord.ts'

/** The part of a plan a slide names to show them; no section of a scenario can be called so. */
export const meansSection = '@means'

export interface SiteFigures {
  /** The hotspot's row. */
  readonly row: string
  readonly uncoveredMinutes: number
  readonly wantedMinutes: number
}

export interface PlanFigures {
  /** When they were counted, and for which hours. */
  readonly at: ScenarioMinute
  readonly from: ScenarioMinute
  readonly to: ScenarioMinute
  /** People in hotspots who have nobody with them in the worst hour, and which hour that is. */
  readonly people: number
  readonly worstAt: ScenarioMinute | null
  readonly impossible: number
  readonly risk: number
  readonly unsaid: number
  readonly sites: readonly SiteFigures[]
}

const mostSites = 40
const [rootName, key] = ['planFigures', 'shown']

export function writeFigures(board: Y.Doc, figures: PlanFigures, origin: Origin): void {
  board.transact(() => board.getMap(rootName).set(key, { ...figures, sites: figures.sites.slice(0, mostSites).map((site) => ({ ...site })) }), origin)
}

/** Null while none were put on a slide, or what lies there cannot be read. */
export function figuresOf(board: Y.Doc): PlanFigures | null {
  const value: unknown = board.getMap(rootName).get(key)
  if (typeof value !== 'object' || value === null || value instanceof Y.AbstractType) return null
  const field = (name: string): unknown => (Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined)
  const [at, from, to, people, impossible, risk, unsaid] = [minute(field('at')), minute(field('from')), minute(field('to')), count(field('people')), count(field('impossible')), count(field('risk')), count(field('unsaid'))]
  if (at === null || from === null || to === null || people === null || impossible === null || risk === null || unsaid === null || from >= to) return null
  const sites = field('sites')
  return { at, from, to, people, impossible, risk, unsaid, worstAt: minute(field('worstAt')), sites: Array.isArray(sites) ? sites.slice(0, mostSites).flatMap(readSite) : [] }
}

/** Calls back after each change. Returns the way to stop. */
export function observeFigures(board: Y.Doc, changed: () => void): () => void {
  const root = board.getMap(rootName)
  root.observe(changed)
  return () => root.unobserve(changed)
}

function readSite(value: unknown): SiteFigures[] {
  if (typeof value !== 'object' || value === null || !('row' in value) || typeof value.row !== 'string' || !isRecordId(value.row)) return []
  const [uncoveredMinutes, wantedMinutes] = ['uncoveredMinutes' in value ? count(value.uncoveredMinutes) : null, 'wantedMinutes' in value ? count(value.wantedMinutes) : null]
  return uncoveredMinutes === null || wantedMinutes === null ? [] : [{ row: value.row, uncoveredMinutes, wantedMinutes }]
}

function count(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= 1e9 ? value : null
}

function minute(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= farthestMinute ? value : null
}
