/**
 * Directing staff's side of a led replay: where their player stands is told to the room. The room goes on by itself at the
 * pace it was told, so only turns are sent, and never more than four a second.
 */
import { ledMoment, type LedReplay, type ReplayLook, type ReplayPace, type StageView } from '#shared/exercise/plenary.ts'
import type { RecordedAt } from '#shared/exercise/moment.ts'
import { text } from '../text/index.ts'
import type { Cancel, Machine } from './machine.ts'
import type { ExerciseSource, LatLng } from './source.ts'

export interface Led {
  readonly recordedAt: RecordedAt
  readonly pace: ReplayPace
  readonly look: ReplayLook
  readonly names: boolean
}

const betweenMs = 250
/** A room that runs a little behind or ahead is not corrected: it would only jump. */
const slackMs = 600
const slackPerPaceMs = 400

/** Whether the room looks at something else than its leader by now. */
export function isAstray(replay: LedReplay, { recordedAt, pace, look, names }: Led, now: RecordedAt): boolean {
  if (replay.pace !== pace || replay.names !== names || !isSameLook(replay.look, look)) return true
  return Math.abs(ledMoment(replay, now) - recordedAt) > (pace === 0 ? 0.5 : slackMs + slackPerPaceMs * pace)
}

export class Leading {
  /** Why the room could not be shown the last turn; null when it was. */
  refusal = $state<string | null>(null)
  readonly #live: ExerciseSource
  readonly #machine: Machine
  #wanted: Led | null = null
  #due: Cancel | null = null
  #asking = false

  constructor(live: ExerciseSource, machine: Machine) {
    this.#live = live
    this.#machine = machine
  }

  /** The replay as the room has it; null when none is led, or somebody else leads it. */
  get replay(): LedReplay | null {
    const replay = this.#live.view?.plenary.replay ?? null
    return replay?.by === this.#live.seat ? replay : null
  }

  /** Where the room stands now. */
  get moment(): RecordedAt | null {
    return this.replay === null ? null : ledMoment(this.replay, this.#live.now)
  }

  /** The leader's player stands here: called whenever it moves. */
  follow(wanted: Led): void {
    this.#wanted = { ...wanted, recordedAt: Math.round(wanted.recordedAt) }
    if (this.#due !== null || this.#asking) return
    void this.#tell()
  }

  look(view: StageView): void {
    if (this.replay === null) return
    const [south, west, north, east] = view.bounds
    const { section, hiddenLayers, highlight, slide } = view
    void this.#ask({ type: 'stage:show', view: { bounds: [south, west, north, east], section, hiddenLayers: [...hiddenLayers], highlight: [...highlight].slice(0, 64), ...(slide === undefined ? {} : { slide }) } })
  }

  point(at: LatLng | null): void {
    this.#live.point(at)
  }

  close(): void {
    this.#due?.()
    this.#due = null
    this.#wanted = null
  }

  async #tell(): Promise<void> {
    const { replay } = this
    const wanted = this.#wanted
    if (replay === null || wanted === null || !isAstray(replay, wanted, this.#live.now)) return
    this.#asking = true
    await this.#ask({ type: 'replay:lead', ...wanted })
    this.#asking = false
    // What was wanted meanwhile is told next, if it still differs.
    this.#due = this.#machine.after(betweenMs, () => {
      this.#due = null
      void this.#tell()
    })
  }

  async #ask(command: Parameters<ExerciseSource['send']>[0]): Promise<void> {
    const reply = await this.#live.send(command)
    this.refusal = reply.ok ? null : (text.common.refusals[reply.refusal.code] ?? reply.refusal.sentence)
  }
}

function isSameLook(one: ReplayLook, other: ReplayLook): boolean {
  return one.kind === other.kind && (one.kind !== 'syndicate' || (other.kind === 'syndicate' && one.syndicate === other.syndicate))
}
