/** A process of cold laptops: each begins at its own moment of the second, by the clock all processes share. */
import { later } from '../compare/load/crowd.ts'
import { commonMs } from '../watch/commonClock.ts'
import { doWork } from '../watch/workers.ts'
import type { AskedFor } from './askedFor.ts'
import { ColdLaptop, Vectors, type Joined } from './coldLaptop.ts'

export interface JoinWish {
  readonly port: number
  readonly code: string
  readonly asked: AskedFor
  /** Who comes, and when, on the common clock. */
  readonly comers: readonly { readonly name: string; readonly atMs: number }[]
}

const laptops: ColdLaptop[] = []

const joinWork = {
  async join({ port, code, asked, comers }: JoinWish): Promise<readonly Joined[]> {
    const vectors = new Vectors()
    return Promise.all(comers.map(async ({ name, atMs }) => {
      const laptop = new ColdLaptop({ port, code, name, asked, vectors })
      laptops.push(laptop)
      await later(Math.max(0, atMs - commonMs()))
      return laptop.join()
    }))
  },

  async leave(_wish: object): Promise<number> {
    const gone = laptops.splice(0)
    for (const laptop of gone) laptop.leave()
    return gone.length
  },
}
export type JoinWork = typeof joinWork

doWork(joinWork)
