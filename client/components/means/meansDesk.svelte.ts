/**
 * What the parts of Means share: the plan book of the board, the worker's figures, which hours are looked at, names, and what
 * somebody opened. Live and in replay it follows the source: the world and the clock of that moment.
 */
import { untrack } from 'svelte'
import type * as Y from 'yjs'
import type { RowKind } from '#shared/board/planRows.ts'
import type { ScenarioMinute } from '#shared/exercise/clock.ts'
import type { SyndicateId, ThingId } from '#shared/exercise/names.ts'
import type { Km, Zone } from '#shared/exercise/scenario.ts'
import type { WorldFacts } from '#shared/exercise/world.ts'
import { worldOf } from '#shared/exercise/worldView.ts'
import { minutesPerDay, type Span } from '#shared/reality/minutes.ts'
import type { Whereabouts } from '#shared/reality/realityDesk.ts'
import type { Machine } from '../../state/machine.ts'
import type { MapRequests } from '../../state/mapRequests.svelte.ts'
import type { Finding } from '#shared/reality/findings.ts'
import type { Journey } from '#shared/reality/journey.ts'
import type { RealityPicture } from '#shared/reality/picture.ts'
import { isNothing, nothingSupposed, supposedWorld, type Supposed } from '#shared/reality/suppose.ts'
import { openRealityPort } from '../../state/reality/realityPort.ts'
import type { OpenPort } from '../../state/reality/questions.ts'
import { Reality, type OwnDesk } from '../../state/reality/reality.svelte.ts'
import type { ExerciseSource } from '../../state/source.ts'
import { meansText as words } from '../../text/en/means.ts'
import { namesOf, type Names } from './names.ts'
import { PlanBook } from './planBook.svelte.ts'
import { beforeTheClock, storyMinute } from './storyMoment.ts'
import { WorldChanges } from './worldChanges.svelte.ts'

const meansParts = ['findings', 'forces', 'sites', 'ways', 'rows', 'factors'] as const
export type MeansPart = (typeof meansParts)[number]

export function isMeansPart(part: string): part is MeansPart {
  return meansParts.some((each) => each === part)
}

/** The next day and night, or one day of the story from its midnight on. */
export type LookedAt = 'next' | number

/** Reach is drawn so many minutes after setting out. */
const reachMinutes: readonly number[] = [60, 120, 240]

export class MeansDesk {
  part = $state<MeansPart>('findings')
  lookedAt = $state<LookedAt>('next')
  /** The row whose form is open. */
  editing = $state.raw<{ readonly kind: RowKind; readonly id: string } | null>(null)
  /** What somebody at this laptop asks about; nobody else sees it. */
  supposed = $state.raw<Supposed>(nothingSupposed)
  readonly changes = new WorldChanges()
  /** Whose reach lies on the map. */
  reachOf = $state.raw<ThingId | null>(null)
  book: PlanBook
  readonly reality: Reality | null
  readonly zone: Zone
  readonly map: MapRequests
  readonly #source: ExerciseSource
  readonly #world: WorldFacts | null
  readonly #now: ScenarioMinute | null
  readonly #names: Names

  /** Call while a component is being set up. `doc` is read reactively: a board may be opened afresh. */
  constructor({ source, machine, zone, map, syndicate, doc, open = openRealityPort }: {
    readonly source: ExerciseSource; readonly machine: Machine; readonly zone: Zone; readonly map: MapRequests; readonly syndicate: SyndicateId; readonly doc: () => Y.Doc; readonly open?: OpenPort
  }) {
    this.#source = source
    this.zone = zone
    this.map = map
    const { planning, units } = untrack(() => ({ planning: source.view?.planning ?? null, units: source.view?.units ?? [] }))
    this.reality = planning === null ? null : new Reality(machine, open, { zone, planning, units })
    this.book = $derived(new PlanBook(doc(), () => this.#now))
    // The world is replaced when it changes and by nothing else: the view is replaced with every event.
    const worldState = $derived(source.view?.world ?? null)
    this.#world = $derived(worldState === null ? null : worldOf({ world: worldState }, syndicate, { truth: false }))
    this.#now = $derived(source.view === null ? null : storyMinute(source.view.clock, source.now))
    this.#names = $derived(namesOf(zone, source.view?.units ?? [], this.book.rows, (at) => map.reference(at)))
    $effect(() => {
      const { book } = this
      return () => book.close()
    })
    // Staff may change a figure: compared by its text, since a whole view brings equal values anew.
    const figures = $derived(source.view?.planning ?? null)
    const text = $derived(JSON.stringify(figures))
    let given = untrack(() => text)
    $effect(() => {
      const values = text
      untrack(() => {
        if (values === given || figures === null) return
        given = values
        this.reality?.setGround({ zone, planning: figures, units: source.view?.units ?? [] })
      })
    })
    $effect(() => {
      void text
      const world = this.#world
      untrack(() => this.changes.turn(world, this.reality))
      if (world !== null) this.reality?.check({ world, plan: this.book.rows, now: this.now, window: this.window })
    })
    $effect(() => {
      void text
      const world = this.#world
      const asks = this.isSupposing && world !== null
      this.reality?.suppose(asks ? { world: supposedWorld(world, this.supposed), plan: this.book.rows, now: this.now, window: this.window } : null)
    })
    $effect(() => {
      const { reality } = this
      if (reality === null || reality.counting || reality.picture === null) return
      untrack(() => void this.changes.tell(reality, source.kind === 'live'))
    })
    $effect(() => () => {
      this.endReach()
      this.reality?.close()
    })
  }

  get isSupposing(): boolean {
    return !isNothing(this.supposed)
  }

  /** Which desk the figures on the screen come from: the other world only once it is counted. */
  get #desk(): OwnDesk {
    return this.isSupposing && this.reality?.whatIf != null ? 'what-if' : 'plan'
  }

  /** Of the plan as it is, or as it would be while somebody asks; null while nothing is counted yet. */
  get picture(): RealityPicture | null {
    return this.reality === null ? null : this.#desk === 'what-if' ? this.reality.whatIf : this.reality.picture
  }

  /** A unit's way if it is told now, in the world that is looked at. */
  way(unit: ThingId, from: Whereabouts, to: Whereabouts): Promise<Journey | null> {
    return this.reality?.way(unit, from, to, this.now + this.noticeOf(unit), this.#desk) ?? Promise.resolve(null)
  }

  get names(): Names {
    return this.#names
  }

  /** The world this table knows; null before the first view. */
  get world(): WorldFacts | null {
    return this.#world
  }

  /** Scenario time in steps; the morning of D-day while the clock has not begun. */
  get now(): ScenarioMinute {
    return this.#now ?? beforeTheClock
  }

  get clockStands(): boolean {
    return this.#now === null
  }

  get window(): Span {
    const from = this.lookedAt === 'next' ? this.now : this.lookedAt * minutesPerDay
    return { from, to: (this.lookedAt === 'next' ? this.now : from) + minutesPerDay }
  }

  /** Days of the story one may look at: today and the four that follow. */
  get days(): readonly number[] {
    const today = Math.floor(this.now / minutesPerDay)
    return [0, 1, 2, 3, 4].map((more) => today + more)
  }

  get units() {
    return this.#source.view?.units ?? []
  }

  get mobility(): readonly string[] {
    return (this.#source.view?.planning?.mobility ?? []).map(({ id }) => id)
  }

  /** Keeps the figures of the plan as it is, for the room; false while nothing is counted. A what-if is never kept. */
  keepFigures(): boolean {
    const picture = this.reality?.picture ?? null
    if (picture === null) return false
    const left = picture.findings.filter(({ key }) => !this.book.accepted.has(key))
    const count = (weight: Finding['weight']): number => left.filter((each) => each.weight === weight).length
    this.book.keepFigures({
      at: this.now, ...this.window, people: picture.uncovered.most, worstAt: picture.uncovered.at, impossible: count('impossible'), risk: count('risk'), unsaid: count('unsaid'),
      sites: picture.sites.flatMap(({ hotspots, uncoveredMinutes, wantedMinutes }) => (hotspots[0] === undefined ? [] : [{ row: hotspots[0], uncoveredMinutes, wantedMinutes }])),
    })
    return true
  }

  /** Units that fly: a task may be flown by one. */
  get aircraft(): readonly ThingId[] {
    return (this.#source.view?.planning?.aircraft ?? []).map(({ unit }) => unit)
  }

  /** Shades how far a unit gets from its base if it is called now; again: no more. */
  async toggleReach(unit: ThingId, base: ThingId | null): Promise<void> {
    const before = this.reachOf
    this.endReach()
    if (this.reality === null || base === null || before === unit) return
    this.reachOf = unit
    const departAt = this.now + this.noticeOf(unit)
    const reaches = await this.reality.reach(unit, base, departAt, reachMinutes.map((minutes) => departAt + minutes), this.#desk)
    if (this.reachOf !== unit) return
    const bands = reaches.map(({ roads, rings }, index) => ({ label: words.within(reachMinutes[index] ?? 0), roads: roads.map(({ line }) => line), rings }))
    this.map.shading = { bands, way: [] }
  }

  /** The first full hour in which a unit can be at a place if it is told now; null when it cannot come. */
  async firstHourAt(unit: ThingId, to: Whereabouts): Promise<ScenarioMinute | null> {
    const base = this.units.find(({ id }) => id === unit)?.base ?? null
    if (this.reality === null || base === null) return null
    const journey = await this.reality.way(unit, base, to, this.now + this.noticeOf(unit))
    return journey === null ? null : Math.ceil(journey.arriveAt / 60) * 60
  }

  noticeOf(unit: ThingId): number {
    const units = this.#source.view?.planning?.units
    return units?.each[unit]?.noticeMinutes ?? units?.usual.noticeMinutes ?? 0
  }

  /** Shades the roads of a way instead of a reach. */
  shadeWay(way: readonly (readonly Km[])[]): void {
    this.reachOf = null
    this.map.shading = way.length === 0 ? null : { bands: [], way }
  }

  endReach(): void {
    this.reachOf = null
    this.map.shading = null
  }

  /** Turns to a row: its table, and its form where it may be written. */
  openRow(id: string): void {
    const { rows } = this.book
    const kind: RowKind | null = rows.hotspots.some((row) => row.id === id) ? 'hotspot' : rows.tasks.some((row) => row.id === id) ? 'task' : rows.promises.some((row) => row.id === id) ? 'promise' : rows.gaps.some((row) => row.id === id) ? 'gap' : null
    if (kind === null) return
    this.part = 'rows'
    this.editing = { kind, id }
  }
}
