/** The panels that open above the corner of a map: one at a time, so that none lies under another. */

export type PanelName = 'people' | 'since' | 'marks' | 'layers' | `reference/${string}`

/** A map narrower than this has no room for a panel beside a mark's card, in CSS pixels. */
const bothFit = 640

export class PanePanels {
  /** Null while none is open. */
  open: PanelName | null = $state(null)

  toggle(name: PanelName): void {
    this.open = this.open === name ? null : name
  }

  close(name: PanelName): void {
    if (this.open === name) this.open = null
  }

  /** A mark's card was called on a map of this width, in CSS pixels: what would lie on it goes. */
  makeRoom(width: number): void {
    if (width < bothFit) this.open = null
  }
}
