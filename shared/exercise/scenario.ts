/**
 * A scenario and its zone as authored: what lies in `maps/<zone>/`. Types only; scenarioParser.ts reads the files.
 * All figures are the scenario's own planning values unless a source is named.
 */
import type { AgendaItem } from './agenda.ts'
import type { ShelfCard } from './cards.ts'
import type { Exhibit } from './exhibit.ts'
import type { HatId, Serial, SyndicateId, ThingId } from './names.ts'
import type { MselItem } from './msel.ts'
import type { PlanningValues } from '../reality/planning.ts'
import type { WorldFacts } from './world.ts'

/** Kilometres east and north of the sheet's south-west corner, on the zone's UTM grid. */
export type Km = readonly [number, number]

export interface ZonePlace {
  readonly id: ThingId
  readonly name: string
  readonly at: Km
  readonly kind: 'capital' | 'town' | 'village' | 'displacement-site' | 'bridge' | 'ferry' | 'mine' | 'forest' | 'pass' | 'checkpoint' | 'water-point' | 'school' | 'health' | 'training-centre' | 'airfield' | 'hamlet' | 'building'
  readonly population: number | null
  readonly note: string
  /** 1 = always labelled … 4 = only close up. */
  readonly rank: 1 | 2 | 3 | 4
  /** No pin may stand so near: why, in a sentence for officers. */
  readonly protection?: { readonly withinKm: number; readonly reason: string } | undefined
}

export const roadClasses = ['gravel', 'laterite', 'track', 'trail'] as const
export type RoadClass = (typeof roadClasses)[number]

export interface ZoneRoad {
  readonly id: ThingId
  /** 'MSR GOLD 1' */
  readonly name: string
  readonly class: RoadClass
  readonly from: ThingId
  readonly to: ThingId
  /** Table length in km: the length that counts. The drawn line is as long, within 3 %, where the sheet was made by maps/generate. */
  readonly km: number
  readonly line: readonly Km[]
}

export interface ZoneCrossing {
  readonly id: ThingId
  readonly name: string
  readonly kind: 'bridge' | 'ferry' | 'ford'
  readonly at: Km
  /** Heaviest vehicle in tonnes. */
  readonly maxTonnes: number
  readonly turnRoundMinutes: number
  readonly note: string
}

export interface ZoneWater { readonly id: ThingId; readonly name: string; readonly kind: 'river' | 'tributary' | 'lake'; readonly line: readonly Km[] }
export interface ZoneArea { readonly id: ThingId; readonly name: string; readonly kind: 'hills' | 'plain' | 'forest' | 'harvest' | 'flood-plain' | 'suspected-mines'; readonly ring: readonly Km[] }
export interface ZoneLine { readonly id: ThingId; readonly name: string; readonly kind: 'border' | 'corridor' | 'market-route' | 'movement'; readonly line: readonly Km[] }
export interface ZoneMast { readonly id: ThingId; readonly name: string; readonly at: Km; readonly radiusKm: number }

/**
 * Files of the sheet's ground by name: pictures in `terrain/`, covering exactly the box of the sheet in Web Mercator;
 * lines in `layers/` (shared/geo/packedLines.ts), bottom first.
 */
export interface ZoneGround { readonly relief: { readonly light: string; readonly dark: string }; readonly layers: readonly string[] }

/** The zone: geometry everybody may see. Served as `maps/<zone>/layers/zone.json`. */
export interface Zone {
  readonly id: string
  readonly name: string
  /** UTM zone 29 south of Wenza: easting and northing of the sheet's SW corner, metres. */
  readonly grid: { readonly utmZone: number; readonly south: boolean; readonly easting: number; readonly northing: number }
  readonly sizeKm: Km
  readonly places: readonly ZonePlace[]
  readonly roads: readonly ZoneRoad[]
  readonly crossings: readonly ZoneCrossing[]
  readonly waters: readonly ZoneWater[]
  readonly areas: readonly ZoneArea[]
  readonly lines: readonly ZoneLine[]
  readonly masts: readonly ZoneMast[]
  /** The drawn ground, when the sheet has one. */
  readonly ground?: ZoneGround
}

export interface ScenarioUnit {
  readonly id: ThingId
  readonly name: string
  readonly short: string
  readonly side: 'un' | 'police' | 'state' | 'threat' | 'civil' | 'humanitarian'
  readonly base: ThingId | null
  readonly strength: number
  readonly note: string
}

export interface ScenarioActor {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly intent: string
  readonly capability: string
  readonly history: string
  readonly inhibitors: string
  /** What the directing staff may say in this actor's name when asked. */
  readonly answers?: readonly { readonly about: string; readonly text: string }[]
}

export interface Hat { readonly id: HatId; readonly name: string; readonly looksAt: string; readonly jobs: readonly string[]; readonly mayReadProtected: boolean }
/** `audience`: everyone, or the wearers of one hat. Text is plain paragraphs and '- ' lists with '# ' headings. */
export interface Paper { readonly id: string; readonly title: string; readonly audience: 'all' | { readonly hat: HatId }; readonly text: string }
/** One prose section of the plan; its text lives in the XmlFragment `plan/<id>` of the board. */
export interface PlanSection { readonly id: string; readonly title: string; readonly prompt: string; readonly starters: readonly string[] }

/** An exhibit a scenario brings along: a file of its folder `media/`. What kind it is, its bytes say when they are read. */
export interface ScenarioExhibit extends Pick<Exhibit, 'title' | 'words' | 'notice' | 'hat' | 'pages'> {
  readonly file: string
  /** The planned inject it goes with; null = on the shelf. */
  readonly serial: Serial | null
}

/** A whole scenario, parsed: what an exercise is opened from. Planned injects never leave the server for a participant. */
export interface Scenario {
  readonly id: string
  readonly title: string
  readonly language: 'en'
  readonly zone: Zone
  readonly agenda: readonly AgendaItem[]
  readonly syndicateNames: readonly string[]
  readonly defaultSyndicates: number
  readonly hats: readonly Hat[]
  readonly units: readonly ScenarioUnit[]
  readonly actors: readonly ScenarioActor[]
  readonly papers: readonly Paper[]
  readonly planSections: readonly PlanSection[]
  readonly msel: readonly MselItem[]
  /** Discussion cards and snap situations the directing staff have at hand; absent = none. */
  readonly shelf?: readonly ShelfCard[]
  /** Left out where it brings none. */
  readonly exhibits?: readonly ScenarioExhibit[]
  /** What is so at the opening: every road, crossing, unit, site and mast, and the weather. */
  readonly world: WorldFacts
  /** What the reality check counts with; absent = this scenario has no reality check. */
  readonly planning?: PlanningValues
}

/** Wearers of these hats read the syndicate's protected document. */
export function mayReadProtected(hats: readonly Hat[], hat: HatId | null): boolean {
  return hats.some((each) => each.id === hat && each.mayReadProtected)
}

/** 's1' … for n syndicates. */
export function syndicateIds(count: number): SyndicateId[] {
  return Array.from({ length: count }, (_, index) => `s${index + 1}`)
}
