/** The side panel's width: dragged, or stepped by arrow keys, between what a text and a map need. */
export const narrowest = 360
export const widest = 520
const step = 16

export class PanelWidth {
  px = $state(narrowest)

  set(px: number): void {
    this.px = Math.round(Math.min(widest, Math.max(narrowest, px)))
  }

  /** The pointer at `clientX`; the panel lies at the inline end of a box. */
  dragTo(clientX: number, box: DOMRect, mirrored: boolean): void {
    this.set(mirrored ? clientX - box.left : box.right - clientX)
  }

  /** True when the key was meant for it. */
  key(name: string, mirrored: boolean): boolean {
    const wider = mirrored ? 'ArrowRight' : 'ArrowLeft'
    const narrower = mirrored ? 'ArrowLeft' : 'ArrowRight'
    if (name === wider) this.set(this.px + step)
    else if (name === narrower) this.set(this.px - step)
    else if (name === 'Home') this.set(narrowest)
    else if (name === 'End') this.set(widest)
    else return false
    return true
  }
}
