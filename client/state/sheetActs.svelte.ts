/** What can be done with the sheet as a whole from the seat's menu: a dialog each, one at a time. */
import { getContext, setContext } from 'svelte'

export type SheetAct = 'bring-in' | 'photo' | 'sheet' | 'take-out' | 'print'

export class SheetActs {
  /** Reactive. The act whose dialog is open. */
  begun = $state.raw<SheetAct | null>(null)
  readonly #writable: () => boolean

  /** `writable` is read reactively. */
  constructor(writable: () => boolean) {
    this.#writable = writable
  }

  /** Reactive. */
  get offered(): readonly SheetAct[] {
    return this.#writable() ? ['photo', 'sheet', 'bring-in', 'take-out', 'print'] : ['take-out', 'print']
  }

  begin(act: SheetAct): void {
    this.begun = act
  }

  end(): void {
    this.begun = null
  }
}

const key = Symbol('sheet acts')

export function setSheetActs(acts: SheetActs): void {
  setContext(key, acts)
}

/** Null where there is no sheet of one's own. */
export function sheetActsHere(): SheetActs | null {
  return getContext<SheetActs | undefined>(key) ?? null
}
