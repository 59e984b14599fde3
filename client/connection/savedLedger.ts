/**
 * Counts what is not yet saved. A local change is confirmed once the write message that carried it is known to be on the
 * server's disk. A new connection forgets what was under way: its first sync step 2 carries everything again.
 */
export class SavedLedger {
  #made = 0
  #confirmed = 0
  #messages = 0
  /** For each write message of this connection, how many changes were made when it was sent. */
  #sent: { readonly message: number; readonly made: number }[] = []

  /** Local changes not yet confirmed. */
  get unsaved(): number {
    return this.#made - this.#confirmed
  }

  /** A local change was made. */
  changed(): void {
    this.#made += 1
  }

  /** A write message left on this connection; it, or one before it, carries every change made so far. */
  sent(): void {
    this.#messages += 1
    this.#sent.push({ message: this.#messages, made: this.#made })
  }

  /** The first `count` write messages of this connection are on disk. */
  saved(count: number): void {
    let rest = 0
    for (const each of this.#sent) {
      if (each.message > count) break
      this.#confirmed = Math.max(this.#confirmed, each.made)
      rest += 1
    }
    this.#sent = this.#sent.slice(rest)
  }

  /** A new connection begins. */
  reconnected(): void {
    this.#messages = 0
    this.#sent = []
  }
}
