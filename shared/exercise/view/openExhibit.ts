/** Whether a seat may open an exhibit: it must have been sent it, by what its own view says. */
import type { SeatId } from '../names.ts'
import type { ExerciseState } from '../state.ts'
import { knowledgeOf, maskInject } from './knowledge.ts'

/** Whether this seat was sent it, with an inject that stands or before the room. Directing staff open everything. */
export function mayOpenExhibit(state: ExerciseState, seat: SeatId, media: string): boolean {
  const known = knowledgeOf(state, seat)
  if (known.kind !== 'part') return known.kind === 'everything'
  if (state.plenary.seen.includes(media)) return true
  return Object.values(state.injects).some((inject) => {
    const masked = maskInject(inject, known)
    if (masked === null) return false
    const contents = [masked.shared, ...Object.values(masked.releases).map(({ content }) => content)]
    return contents.some((content) => content?.exhibits?.some((exhibit) => exhibit.media === media) === true)
  })
}
