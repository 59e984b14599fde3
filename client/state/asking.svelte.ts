/** One control's question to the server: under way, done, or refused with a sentence that stands beside the control. */
import type { Command } from '#shared/exercise/commands.ts'
import { text } from '../text/index.ts'
import type { ExerciseSource } from './source.ts'

export class Asking {
  pending = $state(false)
  /** Why the last question was refused; null when it was not. */
  refusal = $state<string | null>(null)
  readonly #source: ExerciseSource

  constructor(source: ExerciseSource) {
    this.#source = source
  }

  /** True when it was done. While one question is under way a second one is not asked. */
  async ask(command: Command): Promise<boolean> {
    if (this.pending) return false
    this.pending = true
    this.refusal = null
    const reply = await this.#source.send(command)
    this.pending = false
    if (!reply.ok) this.refusal = text.common.refusals[reply.refusal.code] ?? reply.refusal.sentence
    return reply.ok
  }

  forget(): void {
    this.refusal = null
  }
}
