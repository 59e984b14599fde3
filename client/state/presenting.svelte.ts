/** The presenter's side of the stage: what I look at is what the room sees. Sends views; the map throttles them. */
import type { StageView } from '#shared/exercise/plenary.ts'
import { text } from '../text/index.ts'
import type { ExerciseSource, LatLng } from './source.ts'

export class Presenting {
  /** Why the room could not be shown the last view; null when it was. */
  refusal = $state<string | null>(null)
  /** The part of the plan beside the map. */
  section = $state<string | null>(null)
  readonly #source: ExerciseSource
  #camera: StageView | null = null

  constructor(source: ExerciseSource) {
    this.#source = source
  }

  /** Whether this seat is the one the room follows. */
  get active(): boolean {
    const floor = this.#source.view?.floor
    return this.#source.kind === 'live' && floor != null && floor.presenter === this.#source.seat
  }

  /** The map was moved, or something on it lit. */
  look(camera: StageView): void {
    this.#camera = camera
    void this.show()
  }

  turnTo(section: string | null): void {
    if (section === this.section) return
    this.section = section
    void this.show()
  }

  point(at: LatLng | null): void {
    if (this.active) this.#source.point(at)
  }

  /** Shows the present view again: asked when one becomes the presenter. */
  async show(): Promise<void> {
    const camera = this.#camera
    if (!this.active || camera === null) return
    const [south, west, north, east] = camera.bounds
    const reply = await this.#source.send({
      type: 'stage:show',
      view: { bounds: [south, west, north, east], section: this.section, hiddenLayers: [...camera.hiddenLayers], highlight: [...camera.highlight] },
    })
    this.refusal = reply.ok ? null : (text.common.refusals[reply.refusal.code] ?? reply.refusal.sentence)
  }
}
