/**
 * Looking together: whom this person follows, and what people ask each other to look at. Following ends by one's own hand, by
 * Escape, and when the guide has left; a call never moves a map by itself. Nothing of it is recorded.
 */
import type { SeatId } from '#shared/exercise/names.ts'
import type { Bounds } from '#shared/geo/bounds.ts'
import type { Cancel, Machine } from '../state/machine.ts'
import { text } from '../text/index.ts'
import { followedBy, type BoardPerson } from './boardPeople.ts'
import type { Call } from './readDraft.ts'

/** A guide whose line breaks for a moment is waited for. */
const goneMs = 3000
/** One call in so many milliseconds, told and heard: nobody can ring without end. */
const callPauseMs = 5000
const callMs = 30_000
const wordsMs = 8000

interface Heard { readonly count: number; readonly at: number; readonly answered: boolean }

export class Together {
  following: SeatId | null = $state(null)
  /** Why following ended or never began; a sentence for a live region. */
  words = $state('')
  /** What one asks the others to look at, as it is told. */
  call: Call | null = $state.raw(null)
  /** Who asks, until they stop asking or are answered. */
  callers: readonly BoardPerson[] = $state.raw([])
  /** A call was told a moment ago. */
  resting = $state(false)

  readonly #own: SeatId
  readonly #machine: Machine
  readonly #heard = new Map<SeatId, Heard>()
  #people: readonly BoardPerson[] = []
  #name = ''
  #gone: Cancel | null = null
  #ends: Cancel | null = null
  #rests: Cancel | null = null
  #silence: Cancel | null = null
  #calls = 0

  constructor(own: SeatId, machine: Machine) {
    this.#own = own
    this.#machine = machine
  }

  /** Looks along with this person from now on; refused, with a sentence, when that would go round in a circle. */
  follow(seat: SeatId): void {
    const followed = followedBy(this.#people, this.#own, seat)
    const name = this.#people.find((person) => person.seat === seat)?.name ?? ''
    if (followed.kind !== 'guide') {
      this.#say(followed.kind === 'circle' ? text.together.circle(name) : text.together.gone(name))
      return
    }
    this.#gone?.()
    this.#gone = null
    this.#name = name
    this.following = seat
    this.#say('')
  }

  /** `words`: why, where one would not know it. */
  stop(words = ''): void {
    this.#gone?.()
    this.#gone = null
    if (this.following === null) return
    this.following = null
    this.#say(words)
  }

  /** One moved the map oneself, or began to draw. */
  tookOver(): void {
    if (this.following !== null) this.stop(text.together.tookOver(this.#name))
  }

  /** The people of the board are these now. Answers with what one's map shall show: the guide's box, or null. */
  meet(people: readonly BoardPerson[]): Bounds | null {
    this.#people = people
    this.#hear(people)
    if (this.following === null) return null
    const followed = followedBy(people, this.#own, this.following)
    if (followed.kind === 'circle') this.stop(text.together.circle(this.#name))
    else if (followed.kind === 'gone') this.#gone ??= this.#machine.after(goneMs, () => this.stop(text.together.gone(this.#name)))
    else {
      this.#gone?.()
      this.#gone = null
      return followed.guide.view
    }
    return null
  }

  /** Asks the others to look at what one's own map shows. False while the last time is too near. */
  askToLook(bounds: Bounds): boolean {
    if (this.resting) return false
    this.call = { bounds, count: (this.#calls += 1) }
    this.resting = true
    this.#say(text.together.called)
    this.#ends?.()
    this.#ends = this.#machine.after(callMs, () => { this.call = null })
    this.#rests = this.#machine.after(callPauseMs, () => { this.resting = false })
    return true
  }

  /** Looked, or "not now": this call is not shown again. */
  answer(seat: SeatId): void {
    const heard = this.#heard.get(seat)
    if (heard !== undefined) this.#heard.set(seat, { ...heard, answered: true })
    this.callers = this.callers.filter((person) => person.seat !== seat)
  }

  close(): void {
    for (const cancel of [this.#gone, this.#ends, this.#rests, this.#silence]) cancel?.()
  }

  /** Said for a moment: what was said lies on the map. */
  #say(words: string): void {
    this.#silence?.()
    this.words = words
    this.#silence = words === '' ? null : this.#machine.after(wordsMs, () => { this.words = '' })
  }

  #hear(people: readonly BoardPerson[]): void {
    const now = this.#machine.monotonicMs()
    for (const { seat, call } of people) {
      const heard = this.#heard.get(seat)
      if (call === null || call.count === heard?.count) continue
      if (heard === undefined || now - heard.at >= callPauseMs) this.#heard.set(seat, { count: call.count, at: now, answered: false })
    }
    const callers = people.filter(({ seat, call }) => call !== null && this.#heard.get(seat)?.answered === false)
    if (callers.length > 0 || this.callers.length > 0) this.callers = callers
  }
}
