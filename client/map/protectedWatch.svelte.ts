/** Keeps what is protected off the board of this pane: refuses in the editor, and remembers what to say about it. */
import { protectedBy, protectedByChange, type ProtectedFinding, type ProtectedZone } from '#shared/board/protectedMarks.ts'
import type { MarkGuard } from '../state/boardState.svelte.ts'

export class ProtectedWatch implements MarkGuard {
  /** What was refused last; 'taken' when the server took marks off the board; null when nothing is to be said. */
  finding: ProtectedFinding | 'taken' | null = $state.raw(null)
  readonly #zone: ProtectedZone

  constructor(zone: ProtectedZone) {
    this.#zone = zone
  }

  refusesMark: MarkGuard['refusesMark'] = (mark) => this.#say(protectedBy(mark, this.#zone))

  refusesChange: MarkGuard['refusesChange'] = (mark, change) => this.#say(protectedByChange(mark, change, this.#zone))

  #say(finding: ProtectedFinding | null): boolean {
    if (finding !== null) this.finding = finding
    return finding !== null
  }
}
