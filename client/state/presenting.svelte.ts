/** The presenter's side of the stage: what I look at is what the room sees. Sends views; the map throttles them. */
import type { StageView } from '#shared/exercise/plenary.ts'
import { text } from '../text/index.ts'
import type { ExerciseSource, LatLng } from './source.ts'

export class Presenting {
  /** Why the room could not be shown the last view; null when it was. */
  refusal = $state<string | null>(null)
  /** The part of the plan beside the map. */
  section = $state<string | null>(null)
  /** The slide that stands there: the own map goes where it shows, layers and lit marks are its own. Null = moving freely. */
  slide = $state.raw<StageView | null>(null)
  /** Which slide of the board that is. */
  slideId = $state<string | null>(null)
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

  /** What the own map shows now, with the part of the plan beside it: for making a slide of it. Null before the map stands. */
  get looked(): StageView | null {
    return this.#camera === null ? null : { ...this.#camera, section: this.section }
  }

  /** The map was moved, or something on it lit. The map that only went to a slide changes nothing of what the room sees. */
  look(camera: StageView, byPerson = true): void {
    this.#camera = camera
    if (this.slide !== null && !byPerson) return
    void this.show()
  }

  turnTo(section: string | null): void {
    if (section === this.section) return
    this.section = section
    void this.show()
  }

  /** A new slide each time, so that turning to the same one goes there again. Null = free again, where one is. */
  turnToSlide(slide: StageView | null, id: string | null = null): void {
    if (slide === null && this.slide === null) return
    this.slide = slide
    this.slideId = id
    if (slide !== null) {
      this.section = slide.section
      this.#camera = slide
    }
    void this.show()
  }

  point(at: LatLng | null): void {
    if (this.active) this.#source.point(at)
  }

  /** Shows the present view again: asked when one becomes the presenter. */
  async show(): Promise<void> {
    const camera = this.#camera
    if (!this.active || camera === null) return
    const { slide } = this
    const [south, west, north, east] = camera.bounds
    const hiddenLayers = [...(slide ?? camera).hiddenLayers]
    const highlight = [...new Set([...(slide?.highlight ?? []), ...camera.highlight])].slice(0, 64)
    const reply = await this.#source.send({
      type: 'stage:show',
      view: { bounds: [south, west, north, east], section: this.section, hiddenLayers, highlight, ...(slide?.slide === undefined ? {} : { slide: slide.slide }) },
    })
    this.refusal = reply.ok ? null : (text.common.refusals[reply.refusal.code] ?? reply.refusal.sentence)
  }
}
