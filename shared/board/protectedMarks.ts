/**
 * What may not stand on a board that others will read: pins on places the scenario marks protected, and words that name or
 * place people who must stay hidden (survivors, sources, children alone). Such a case is referred instead (referrals.ts).
 * The words are those a survivor-centred practice keeps off any shared map: Inter-Agency Standing Committee, Guidelines for
 * Integrating Gender-Based Violence Interventions in Humanitarian Action, 2015, part 2 (confidentiality). Risk itself may be
 * drawn and written: the danger on a wood path is a finding, a person is not.
 */
import type { Zone } from '../exercise/scenario.ts'
import { gridDistance, latLngToKm } from '../geo/grid.ts'
import { isPosition, withGeometry, type Annotation, type AnnotationChange } from './annotation.ts'

export type ProtectedFinding =
  | { readonly what: 'place'; readonly name: string; readonly reason: string }
  | { readonly what: 'person'; readonly words: string }

export type ProtectedZone = Pick<Zone, 'grid' | 'places'>

const hidden: readonly RegExp[] = [
  /survivors?/,
  /(?:rape|gbv|crsv|trafficking|sexual[ -]violence) (?:victim|case)s?/,
  /victims? of (?:rape|sexual violence|trafficking)/,
  /raped (?:woman|women|girls?|child|children|boys?|man|men|people|person)/,
  /(?:unaccompanied|orphaned|separated) (?:child|children|minors?|girls?|boys?)/,
  /(?:eye)?witness(?:es)?/,
  /informants?|informers?/,
  /(?:our|secret|named) sources?/,
  /safe[ -]?houses?/,
  /women'?s (?:shelter|safe house)/,
].map((words) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.source})(?![\\p{L}\\p{N}])`, 'iu'))

/** Null for a mark that may stand on a board. */
export function protectedBy(mark: Annotation, { grid, places }: ProtectedZone): ProtectedFinding | null {
  const words = `${mark.label}\n${mark.note}`.normalize('NFKC').replaceAll('’', '\'')
  for (const pattern of hidden) {
    const found = pattern.exec(words)
    if (found !== null) return { what: 'person', words: found[0] }
  }
  if (mark.kind === 'circle' || !isPosition(mark.geometry)) return null
  const at = latLngToKm(grid, mark.geometry)
  const place = places.find(({ protection, ...each }) => protection !== undefined && gridDistance(each.at, at) <= protection.withinKm)
  return place?.protection === undefined ? null : { what: 'place', name: place.name, reason: place.protection.reason }
}

/** As `protectedBy`, of the mark as it would be; null when the change is not what makes it so. */
export function protectedByChange(mark: Annotation, change: AnnotationChange, zone: ProtectedZone): ProtectedFinding | null {
  if (change.label === undefined && change.note === undefined && change.geometry === undefined) return null
  const moved = change.geometry === undefined ? mark : withGeometry(mark, change.geometry)
  return protectedBy({ ...moved, label: change.label ?? mark.label, note: change.note ?? mark.note }, zone)
}
