/**
 * The reality check of one table, as its screens hold it: what is asked goes to a worker, one check at a time; while it counts,
 * newer plans replace each other, and an answer that a newer question has overtaken is dropped. Nothing here counts itself.
 */
import { untrack } from 'svelte'
import type { ScenarioMinute } from '#shared/exercise/clock.ts'
import type { ThingId } from '#shared/exercise/names.ts'
import type { WorldFacts } from '#shared/exercise/world.ts'
import type { WayChanged } from '#shared/reality/changes.ts'
import type { Journey } from '#shared/reality/journey.ts'
import type { RealityPicture } from '#shared/reality/picture.ts'
import type { Reach } from '#shared/reality/reach.ts'
import type { Whereabouts } from '#shared/reality/realityDesk.ts'
import type { Machine } from '../machine.ts'
import type { Answer, Check, GroundGiven, OpenPort, Question, RealityPort } from './questions.ts'

/** While somebody types, the plan is counted once he pauses so long. */
const pauseMs = 120
/** A table that never pauses sees what is overtaken all the same, so often. */
const patienceMs = 1_000
/** What never pauses, as a record that plays, is counted so often all the same. */
const breathMs = 2_000

/** The plan as it is, and as it would be in another world. */
export type OwnDesk = 'plan' | 'what-if'

type Waiting = (answer: Answer | null) => void

export class Reality {
  /** Of the plan as it is; null until the first answer. */
  picture = $state.raw<RealityPicture | null>(null)
  /** Of the same plan in the world somebody asks about; null while nobody asks. */
  whatIf = $state.raw<RealityPicture | null>(null)
  /** Whether an answer is under way. */
  counting = $state(false)
  /** Why nothing can be counted; null while it can. */
  problem = $state.raw<string | null>(null)

  readonly #port: RealityPort
  readonly #desks: Readonly<Record<OwnDesk, Desk>>
  readonly #waiting = new Map<number, Waiting>()
  #number = 0

  constructor(machine: Machine, open: OpenPort, ground: GroundGiven) {
    this.#port = open((answer) => this.#hear(answer), (why) => this.#fail(why))
    this.#port.ask({ kind: 'ground', ground })
    const desk = (name: OwnDesk, show: (picture: RealityPicture) => void): Desk => new Desk(machine, (check) => this.#begin(name, check), show)
    this.#desks = { plan: desk('plan', (picture) => (this.picture = picture)), 'what-if': desk('what-if', (picture) => (this.whatIf = picture)) }
  }

  /** Figures were changed: what is checked from now on is counted with these, and every way is searched anew. */
  setGround(ground: GroundGiven): void {
    this.#port.ask({ kind: 'ground', ground })
    for (const desk of Object.values(this.#desks)) desk.forget()
  }

  /** Asks for the plan to be counted. The world is compared by identity: the same object is not searched anew. */
  check(wanted: Wanted): void {
    untrack(() => {
      this.counting = true
      this.#desks.plan.want(wanted)
    })
  }

  /** The same plan in another world; null ends it. */
  suppose(wanted: Wanted | null): void {
    untrack(() => {
      if (wanted !== null) this.#desks['what-if'].want(wanted)
      else {
        this.#desks['what-if'].drop()
        this.whatIf = null
      }
    })
  }

  /** How far a unit gets; empty when it gets nowhere. */
  async reach(unit: ThingId, from: Whereabouts, departAt: ScenarioMinute, untils: readonly ScenarioMinute[], desk: OwnDesk = 'plan'): Promise<readonly Reach[]> {
    const answer = await this.#ask((number) => ({ kind: 'reach', number, desk, unit, from, departAt, untils }))
    return answer?.kind === 'reach' ? answer.reaches : []
  }

  /** A unit's way between two spots; null when there is none. */
  async way(unit: ThingId, from: Whereabouts, to: Whereabouts, departAt: ScenarioMinute, desk: OwnDesk = 'plan'): Promise<Journey | null> {
    const answer = await this.#ask((number) => ({ kind: 'way', number, desk, unit, from, to, departAt }))
    return answer?.kind === 'way' ? answer.journey : null
  }

  /** What the world that was checked last makes of the ways people count on, beside what was before. */
  async changesSince(before: WorldFacts): Promise<readonly WayChanged[]> {
    const answer = await this.#ask((number) => ({ kind: 'changes', number, desk: 'plan', before }))
    return answer?.kind === 'changes' ? answer.ways : []
  }

  close(): void {
    for (const desk of Object.values(this.#desks)) desk.drop()
    for (const hear of this.#waiting.values()) hear(null)
    this.#waiting.clear()
    this.#port.close()
  }

  #begin(desk: OwnDesk, check: Check): void {
    void this.#ask((number) => ({ kind: 'check', number, desk, check })).then((answer) => {
      if (answer === null) return
      if (answer.kind === 'picture') this.#desks[desk].done(answer.picture)
      else this.#fail(answer.kind === 'failed' ? answer.why : '')
      this.counting = this.#desks.plan.isBusy
    })
  }

  #ask(question: (number: number) => Question): Promise<Answer | null> {
    const number = (this.#number += 1)
    return new Promise((resolve) => {
      this.#waiting.set(number, resolve)
      this.#port.ask(question(number))
    })
  }

  #hear(answer: Answer): void {
    const hear = this.#waiting.get(answer.number)
    this.#waiting.delete(answer.number)
    hear?.(answer)
  }

  #fail(why: string): void {
    this.problem = why
    this.counting = false
  }
}

/** The world as it is known, beside the plan and the moment. */
export type Wanted = Omit<Check, 'world'> & { readonly world: WorldFacts }

/** One check under way at most; of those that wait the last. */
class Desk {
  readonly #machine: Machine
  readonly #begin: (check: Check) => void
  readonly #show: (picture: RealityPicture) => void
  #next: Wanted | null = null
  #cancel: (() => void) | null = null
  #underWay = false
  /** What is under way was given up. */
  #givenUp = false
  #known: WorldFacts | null = null
  #shownAtMs = Number.NEGATIVE_INFINITY
  /** Since when something waits to be begun; null when nothing does. */
  #waitsSinceMs: number | null = null

  constructor(machine: Machine, begin: (check: Check) => void, show: (picture: RealityPicture) => void) {
    this.#machine = machine
    this.#begin = begin
    this.#show = show
  }

  get isBusy(): boolean {
    return this.#underWay || this.#next !== null
  }

  want(wanted: Wanted): void {
    this.#next = wanted
    if (this.#underWay) return
    this.#cancel?.()
    this.#waitsSinceMs ??= this.#machine.monotonicMs()
    const left = this.#waitsSinceMs + breathMs - this.#machine.monotonicMs()
    this.#cancel = this.#machine.after(Math.max(0, Math.min(pauseMs, left)), () => this.#go())
  }

  /** The worker knows no world any more. */
  forget(): void {
    this.#known = null
  }

  drop(): void {
    this.#next = null
    this.#waitsSinceMs = null
    this.#givenUp = this.#underWay
    this.#cancel?.()
  }

  done(picture: RealityPicture): void {
    this.#underWay = false
    const overtaken = this.#next !== null && this.#machine.monotonicMs() - this.#shownAtMs < patienceMs
    const givenUp = this.#givenUp
    this.#givenUp = false
    this.#go()
    if (overtaken || givenUp) return
    this.#shownAtMs = this.#machine.monotonicMs()
    this.#show(picture)
  }

  #go(): void {
    const wanted = this.#next
    if (wanted === null) return
    this.#next = null
    this.#waitsSinceMs = null
    this.#underWay = true
    const { world, ...rest } = wanted
    this.#begin({ ...rest, world: world === this.#known ? null : world })
    this.#known = world
  }
}
