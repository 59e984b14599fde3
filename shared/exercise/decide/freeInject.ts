/** A free inject, written and released in one step. */
import type { InjectContent } from '../inject.ts'
import { itemOfFree, nextFreeSerial } from '../freeInject.ts'
import type { ExerciseState } from '../state.ts'
import type { CommandOf, DecideContext, Decision } from './decision.ts'
import { no } from './decision.ts'
import { exhibitsFrom } from './exhibits.ts'
import { releaseItem } from './injects.ts'

const mark = 'EXERCISE.'
const longestTitle = 60

export function writeInject(state: ExerciseState, { content, syndicates, only }: CommandOf<'inject:write'>, context: DecideContext): Decision {
  if (content.text.trim() === '') return no('unreadable', 'Write what they are to read first.')
  if (content.channel === 'visitor') return no('unreadable', 'A visitor comes to the table by himself. Choose how the message arrives.')
  const exhibits = exhibitsFrom(state, content.exhibits ?? [])
  if (exhibits === null) return no('unknown-thing', 'One of the exhibits is not there any more. Choose them again.')
  const whole = { ...contentOf(content), ...(exhibits.length === 0 ? {} : { exhibits }) }
  return releaseItem(state, itemOfFree(nextFreeSerial(state, context.msel), whole), syndicates, only ?? {}, context)
}

/** Every text a participant reads says first that it is an exercise; without a title its first words are one. */
function contentOf({ title, text, channel, from, question, answerMinutes }: CommandOf<'inject:write'>['content']): InjectContent {
  const words = text.trim().startsWith(mark) ? text.trim().slice(mark.length).trim() : text.trim()
  return {
    title: title.trim() === '' ? firstWords(words) : title.trim(),
    text: `${mark} ${words}`,
    channel,
    from: from.trim() === '' ? 'Directing staff' : from.trim(),
    grade: null, place: null, scenarioMinute: null,
    answer: question === null ? { kind: 'read' } : { kind: 'text', question: question.trim(), acceptsRisk: false },
    answerMinutes: question === null ? null : answerMinutes,
    contentNotice: null, protected: false,
  }
}

function firstWords(text: string): string {
  const sentence = /^[^.!?\n]+/.exec(text)?.[0].trim() ?? text
  if (sentence.length <= longestTitle) return sentence
  return `${sentence.slice(0, sentence.lastIndexOf(' ', longestTitle - 1)).trim() || sentence.slice(0, longestTitle - 1)}…`
}
