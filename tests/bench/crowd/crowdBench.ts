/** `npm run bench -- crowd`: the class starts together, and a hall of three hundred at one board. */
import { parseArgs } from 'node:util'
import { isPinned } from '../compare/pinning.ts'
import { measureHall } from './hallBench.ts'
import { measureJoins } from './joinBench.ts'

const usualSeconds = 20

/** `--seconds=`: how long the hall is watched. `--only=joins` or `--only=hall`. */
export async function measureCrowd(): Promise<void> {
  const { values } = parseArgs({ allowPositionals: true, strict: false, options: { seconds: { type: 'string' }, only: { type: 'string' } } })
  const seconds = Number(values.seconds ?? usualSeconds)
  if (!(seconds > 0)) throw new Error('--seconds wants a number above 0')
  console.log(isPinned ? 'Server on core 0, laptops on core 1.' : 'No taskset or one core only: nothing is pinned, and figures are worth less.')
  if (values.only !== 'hall') await measureJoins()
  if (values.only !== 'joins') await measureHall(seconds)
}
