/**
 * What one person shows and hides in a pane: boards, their layers, themes of the sheet; and how far layers are faded. What is
 * hidden travels to whoever follows; how far a layer is faded is one's own.
 */
import type { MarkLayer } from '#shared/board/boardLayers.ts'
import type { LayerPicture } from './MapView.ts'

export const faintest = 20
export const fadeStep = 10

/** What a followed view can carry. */
const toldAtMost = 64

/** The id of one layer of a board, among hidden ids. */
export function layerKey(board: string, layer: string): string {
  return `${board}#${layer}`
}

export class PaneLayers {
  /** Phone coverage is shown on request only. */
  hidden: ReadonlySet<string> = $state.raw(new Set(['coverage']))
  #opacity: ReadonlyMap<string, number> = $state.raw(new Map())
  readonly #told: () => void

  /** `told`: something was shown or hidden. */
  constructor(told: () => void) {
    this.#told = told
  }

  toggle(id: string): void {
    const next = new Set(this.hidden)
    if (!next.delete(id)) next.add(id)
    this.hidden = next
    this.#told()
  }

  show(id: string): void {
    if (this.hidden.has(id)) this.toggle(id)
  }

  /** Per cent. */
  opacityOf(id: string): number {
    return this.#opacity.get(id) ?? 100
  }

  fade(id: string, percent: number): void {
    const steps = Math.round(percent / fadeStep) * fadeStep
    this.#opacity = new Map(this.#opacity).set(id, Math.min(100, Math.max(faintest, steps)))
  }

  /** How the layers of a board are drawn, lowest first, while these ids are hidden. */
  picturesOf(board: string, layers: readonly MarkLayer[], hidden: ReadonlySet<string>): LayerPicture[] {
    return layers.map(({ id }) => ({
      id, visible: !hidden.has(board) && !hidden.has(layerKey(board, id)), opacity: Math.min(this.opacityOf(board), this.opacityOf(layerKey(board, id))),
    }))
  }

  /** The hidden ids as a view carries them. */
  get told(): readonly string[] {
    return Array.from(this.hidden).filter((id) => id.length <= 64).slice(0, toldAtMost)
  }
}
