/** The words of a vote's choices: a verdict's are the product's, the others their author's. */
import { verdicts, type Vote } from '#shared/exercise/plenary.ts'
import { plenaryText } from '../../text/en/plenary.ts'

export function choiceWords({ kind, choices }: Vote): readonly string[] {
  return kind === 'verdict' ? verdicts.map((each) => plenaryText.verdicts[each]) : choices
}
