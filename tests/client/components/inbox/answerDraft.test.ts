import { expect, test } from 'vitest'
import { AnswerDraft, AnswerDrafts, missingFrom } from '../../../../client/components/inbox/answerDraft.svelte.ts'

const choice = { kind: 'choice', question: 'Go?', choices: ['Yes', 'No'], acceptsRisk: true } as const

test('[INB6] only what belongs to the form is sent', () => {
  const draft = new AnswerDraft()
  Object.assign(draft, { choice: 'Yes', reason: ' rain ', at: [3, 4], units: ['qrf'], text: 'left over', riskAcceptedBy: ' CO ' })
  expect(draft.answerTo(choice)).toEqual({ choice: 'Yes', reason: 'rain', at: null, units: [], text: '', riskAcceptedBy: 'CO' })
  expect(draft.answerTo({ kind: 'text', question: '', acceptsRisk: false })).toEqual({ choice: null, reason: '', at: null, units: [], text: 'left over', riskAcceptedBy: '' })
  expect(draft.command({ kind: 'place', question: '', acceptsRisk: false }).at).toEqual([3, 4])
})

test('[INB6] what is missing is said before it is sent', () => {
  const draft = new AnswerDraft()
  expect(missingFrom(choice, draft.answerTo(choice))).toBe('Choose one answer first.')
  draft.choice = 'No'
  expect(missingFrom(choice, draft.answerTo(choice))).toBeNull()
})

test('[INB6] no unit is an answer when it says why', () => {
  const units = { kind: 'units', question: '', acceptsRisk: false } as const
  const draft = new AnswerDraft()
  expect(missingFrom(units, draft.answerTo(units))).not.toBeNull()
  draft.reason = 'All are committed.'
  expect(missingFrom(units, draft.answerTo(units))).toBeNull()
})

test('[INB7] a half-written answer is there again when one comes back to it', () => {
  const drafts = new AnswerDrafts()
  drafts.of('a').text = 'We cannot'
  expect(drafts.of('b').text).toBe('')
  expect(drafts.of('a').text).toBe('We cannot')
})
