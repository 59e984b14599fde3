/** How many of a connection's write messages, from the first on, are on disk: what Saved says. */
export class SavedCount {
  readonly #tell: (count: number) => void
  readonly #waiting: { readonly upTo: number; isSaved: boolean }[] = []
  #arrived = 0
  #saved = 0
  #isTelling = false

  constructor(tell: (count: number) => void) {
    this.#tell = tell
  }

  /** A write message arrived. Unless `savedWith` follows, it is carried by the next one that is saved. */
  arrived(): void {
    this.#arrived += 1
  }

  /** All that arrived so far is on disk once this settles. */
  savedWith(flushed: Promise<void>): void {
    const each = { upTo: this.#arrived, isSaved: false }
    this.#waiting.push(each)
    flushed.then(() => {
      each.isSaved = true
      this.#advance()
    }, () => undefined)
  }

  #advance(): void {
    let first = this.#waiting[0]
    for (; first?.isSaved === true; first = this.#waiting[0]) {
      this.#saved = first.upTo
      this.#waiting.shift()
    }
    if (this.#isTelling) return
    this.#isTelling = true
    // Rows of one turn are flushed together: one Saved for them all.
    queueMicrotask(() => {
      this.#isTelling = false
      this.#tell(this.#saved)
    })
  }
}
