/**
 * The themes of a sheet and its situation: what can be shown or hidden by itself. Which thing belongs to which theme is said
 * here alone; the layers ask. What belongs to none is ground and always there.
 */
import type { Zone, ZoneArea, ZoneLine, ZonePlace } from '#shared/exercise/scenario.ts'

export const themes = [
  'routes', 'crossings', 'places', 'displacement', 'livelihood', 'services', 'mines', 'flood', 'incidents', 'coverage', 'boundaries', 'contours', 'relief', 'grid',
] as const
export type Theme = (typeof themes)[number]

/** Facts of the world, once one layer called 'world': views recorded then still hide them. */
const situation: readonly Theme[] = ['routes', 'crossings', 'incidents']

/** The themes that are hidden, among ids of hidden layers. */
export function hiddenThemes(hidden: ReadonlySet<string>): ReadonlySet<Theme> {
  return new Set(themes.filter((theme) => hidden.has(theme) || (hidden.has('world') && situation.includes(theme))))
}

/** The themes this zone has something of, in the order they are offered. */
export function themesOf(zone: Zone): Theme[] {
  const drawn = zone.ground !== undefined
  const present = new Set<Theme | null>([
    'incidents', 'grid', ...(drawn ? ['relief', 'contours'] as const : []),
    ...zone.places.map(({ kind }) => themeOfPlace(kind)), ...zone.areas.map(({ kind }) => themeOfArea(kind)), ...zone.lines.map(({ kind }) => themeOfLine(kind)),
    ...(zone.roads.length > 0 ? ['routes'] as const : []), ...(zone.crossings.length > 0 ? ['crossings'] as const : []), ...(zone.masts.length > 0 ? ['coverage'] as const : []),
  ])
  return themes.filter((theme) => present.has(theme))
}

export function themeOfPlace(kind: ZonePlace['kind']): Theme {
  switch (kind) {
    case 'bridge': case 'ferry': return 'crossings'
    case 'displacement-site': return 'displacement'
    case 'water-point': return 'livelihood'
    case 'health': case 'school': return 'services'
    default: return 'places'
  }
}

/** Null: land, which is not hidden. */
export function themeOfArea(kind: ZoneArea['kind']): Theme | null {
  switch (kind) {
    case 'harvest': return 'livelihood'
    case 'suspected-mines': return 'mines'
    case 'flood-plain': return 'flood'
    case 'hills': case 'plain': case 'forest': return null
  }
}

export function themeOfLine(kind: ZoneLine['kind']): Theme {
  switch (kind) {
    case 'border': return 'boundaries'
    case 'movement': return 'displacement'
    case 'corridor': case 'market-route': return 'livelihood'
  }
}

/** What the ground's painter draws of a theme; null: land and waters. */
export function themeOfShape(kind: string): Theme | null {
  switch (kind) {
    case 'field': return 'livelihood'
    case 'contour': return 'contours'
    case 'shelter': case 'fence': return 'displacement'
    case 'block': case 'house': case 'pit': case 'runway': return 'places'
    default: return null
  }
}

/** Marks an element of the map as part of a theme; map.css hides it while the sheet says so. */
export function themeClass(theme: Theme | null): string {
  return theme === null ? '' : ` theme-${theme}`
}
