/** What one seat may know of exhibits. */
import { coverOf, type Exhibit } from '../exhibit.ts'
import type { InjectContent } from '../inject.ts'
import type { PlenaryState } from '../plenary.ts'
import type { Part } from './knowledge.ts'

/** In a copy this seat reads: evaluators see what those they watch were sent. */
export function copyContent(content: InjectContent, part: Part): InjectContent {
  return part.seat.role === 'evaluator' ? content : sharedContent(content, part)
}

/** In what everybody reads. Null of the hat is for all; an exhibit sealed for one is for its wearers. */
export function sharedContent(content: InjectContent, part: Part): InjectContent {
  const { exhibits } = content
  if (exhibits === undefined || exhibits.every((exhibit) => isFor(exhibit, part))) return content
  return { ...content, exhibits: exhibits.filter((exhibit) => isFor(exhibit, part)) }
}

function isFor({ hat }: Exhibit, part: Part): boolean {
  return hat === null || (part.seat.role === 'member' && part.seat.hat === hat)
}

/** What is covered is its notice alone, for everybody but the directing staff. */
export function coveredStage(plenary: PlenaryState): PlenaryState {
  const { exhibit: staged } = plenary
  return staged?.covered !== true ? plenary : { ...plenary, exhibit: { ...staged, exhibit: coverOf(staged.exhibit) } }
}
