/** A free inject while it is written: the command it becomes, and what is still missing. */
import type { Command } from '#shared/exercise/commands.ts'
import type { InjectChannel } from '#shared/exercise/inject.ts'
import type { HatId, SeatId, SyndicateId } from '#shared/exercise/names.ts'
import { runningText as words } from '../../text/en/running.ts'

/** Null = whole syndicates. */
export type Narrowing = { readonly hat: HatId } | { readonly seat: SeatId } | null

export class FreeDraft {
  text = $state('')
  title = $state('')
  from = $state('')
  channel = $state<InjectChannel>('message')
  asks = $state(false)
  question = $state('')
  minutes = $state<number | null>(10)
  /** Media of the shelf that go with it. */
  exhibits = $state.raw<readonly string[]>([])
  /** None = all. */
  syndicates = $state.raw<readonly SyndicateId[]>([])
  only = $state.raw<Narrowing>(null)

  get isEmpty(): boolean {
    return this.text.trim() === ''
  }

  command(all: readonly SyndicateId[]): Command {
    const minutes = this.minutes === null || Number.isNaN(this.minutes) ? null : Math.min(600, Math.max(1, Math.round(this.minutes)))
    return {
      type: 'inject:write',
      content: {
        title: this.title.trim(), text: this.text.trim(), channel: this.channel, from: this.from.trim(),
        question: this.asks ? this.question.trim() || words.questionDefault : null, answerMinutes: this.asks ? minutes : null,
        ...(this.exhibits.length === 0 ? {} : { exhibits: [...this.exhibits] }),
      },
      syndicates: this.syndicates.length === 0 ? [...all] : [...this.syndicates],
      ...(this.only === null ? {} : { only: this.only }),
    }
  }

  /** After it was sent: whom it went to and how stays, since the next one often goes the same way. */
  clear(): void {
    this.text = ''
    this.title = ''
    this.question = ''
    this.asks = false
    this.exhibits = []
  }
}
