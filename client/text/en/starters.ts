/**
 * Beginnings of sentences for officers who write in their second or third language. A row under each field; the first "…" is
 * selected once it stands in the text, so that one types on. Those of the plan belong to the scenario.
 */
export const startersText = {
  label: 'Begin a sentence',
  reason: ['We choose this because …', 'The most urgent is …, because …', 'We know this from …', 'We do not know … yet.'],
  text: ['We will …, because …', 'First we …, then we …', 'We tell … that …', 'We cannot … between … and … because …', 'We ask … for … by …'],
  alone: ['I would first …, because …', 'The risk I see is …', 'We must not …', 'I would ask … before we …'],
  conclusion: ['We agree that …', 'We will … before …', 'We cannot promise … because …'],
} as const

export type StarterField = Exclude<keyof typeof startersText, 'label'>
