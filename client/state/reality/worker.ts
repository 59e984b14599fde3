/** The worker of the reality check: a thread of its own, so that thirty tasks are counted while somebody types. */
import type { Question } from './questions.ts'
import { RealityWork } from './realityWork.ts'

const work = new RealityWork()

// Only our own page posts here, in the shape of its own type.
self.addEventListener('message', ({ data }: MessageEvent<Question>) => {
  const answer = work.answer(data)
  if (answer !== null) self.postMessage(answer)
})
