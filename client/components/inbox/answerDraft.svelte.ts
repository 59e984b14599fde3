/** Answers being written, one for each inject: they outlive the card, so that no half sentence is lost by looking elsewhere. */
import { getContext, setContext } from 'svelte'
import type { AnswerForm, InjectAnswer } from '#shared/exercise/inject.ts'
import type { Command } from '#shared/exercise/commands.ts'
import type { InjectId } from '#shared/exercise/names.ts'
import type { Km } from '#shared/exercise/scenario.ts'
import { text } from '../../text/index.ts'

type WireAnswer = Extract<Command, { type: 'inject:answer' }>['answer']

export class AnswerDraft {
  choice = $state<string | null>(null)
  reason = $state('')
  at = $state.raw<Km | null>(null)
  units = $state.raw<readonly string[]>([])
  text = $state('')
  riskAcceptedBy = $state('')

  /** Only what belongs to the form is sent; the rest is empty. */
  answerTo(form: AnswerForm): InjectAnswer {
    const risk = form.kind !== 'read' && form.acceptsRisk
    return {
      choice: form.kind === 'choice' ? this.choice : null,
      reason: form.kind === 'text' || form.kind === 'read' ? '' : this.reason.trim(),
      at: form.kind === 'place' ? this.at : null,
      units: form.kind === 'units' ? this.units : [],
      text: form.kind === 'text' ? this.text.trim() : '',
      riskAcceptedBy: risk ? this.riskAcceptedBy.trim() : '',
    }
  }

  /** The same as plain values of its own: nothing reactive goes on a wire. */
  command(form: AnswerForm): WireAnswer {
    const { at, units, ...rest } = this.answerTo(form)
    return { ...rest, at: at === null ? null : [at[0], at[1]], units: [...units] }
  }

  toggleUnit(unit: string): void {
    this.units = this.units.includes(unit) ? this.units.filter((each) => each !== unit) : [...this.units, unit]
  }

  clear(): void {
    Object.assign(this, { choice: null, reason: '', at: null, units: [], text: '', riskAcceptedBy: '' })
  }
}

/** What is still missing before it can be sent, in words; null when nothing is. */
export function missingFrom(form: AnswerForm, answer: InjectAnswer): string | null {
  switch (form.kind) {
    case 'read': return null
    case 'choice': return answer.choice === null ? text.inbox.missingChoice : null
    case 'place': return answer.at === null ? text.inbox.missingPlace : null
    case 'units': return answer.units.length === 0 && answer.reason === '' ? text.inbox.missingUnits : null
    case 'text': return answer.text === '' ? text.inbox.missingText : null
  }
}

export class AnswerDrafts {
  readonly #drafts = new Map<InjectId, AnswerDraft>()

  of(inject: InjectId): AnswerDraft {
    const present = this.#drafts.get(inject)
    if (present !== undefined) return present
    const made = new AnswerDraft()
    this.#drafts.set(inject, made)
    return made
  }
}

const key = Symbol('answer drafts')

export function setAnswerDrafts(drafts: AnswerDrafts): void {
  setContext(key, drafts)
}

export function useAnswerDrafts(): AnswerDrafts {
  const drafts = getContext<AnswerDrafts | undefined>(key)
  if (drafts === undefined) throw new Error('no answer drafts were set above this component')
  return drafts
}
