/** The reality check of all syndicates for the directing staff: one worker, a desk of each syndicate's own, the latest answer each. */
import type { SyndicateId } from '#shared/exercise/names.ts'
import type { RealityPicture } from '#shared/reality/picture.ts'
import type { Answer, Check, GroundGiven, OpenPort, RealityPort } from '../../state/reality/questions.ts'

export class SyndicateFigures {
  pictures = $state.raw<ReadonlyMap<SyndicateId, RealityPicture>>(new Map())
  /** Why nothing can be counted; null while it can. */
  problem = $state.raw<string | null>(null)
  readonly #port: RealityPort
  /** Which question of each syndicate was the last. */
  readonly #asked = new Map<SyndicateId, number>()
  #number = 0

  constructor(open: OpenPort, ground: GroundGiven) {
    this.#port = open((answer) => this.#hear(answer), (why) => (this.problem = why))
    this.#port.ask({ kind: 'ground', ground })
  }

  /** Figures were changed: what is counted from now on is counted with these. */
  setGround(ground: GroundGiven): void {
    this.#port.ask({ kind: 'ground', ground })
  }

  count(syndicate: SyndicateId, check: Check): void {
    const number = (this.#number += 1)
    this.#asked.set(syndicate, number)
    this.#port.ask({ kind: 'check', number, desk: syndicate, check })
  }

  close(): void {
    this.#asked.clear()
    this.#port.close()
  }

  #hear(answer: Answer): void {
    const asked = Array.from(this.#asked).find(([, number]) => number === answer.number)
    if (asked === undefined) return
    if (answer.kind === 'picture') this.pictures = new Map([...this.pictures, [asked[0], answer.picture]])
    else if (answer.kind === 'failed') this.problem = answer.why
  }
}
