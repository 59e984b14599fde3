/**
 * `npm test`: every stage in order, seconds for each, and one closing line `N passed, N failed`.
 * `npm test -- unit` runs the named stages only.
 */
import { one, runStages, vitest, type Stage } from './stages.ts'
import { ensureChromium } from './support/chromium.ts'

const twoHands = 'tests/e2e/twoHands.test.ts'
/** Told at night: a machine that tests may have no Firefox. */
const firefox = 'tests/e2e/firefox.test.ts'

const stages: readonly Stage[] = [
  { name: 'types', run: () => one('npx', ['tsx', 'tests/check.ts', 'types']) },
  { name: 'lint', run: () => one('npx', ['tsx', 'tests/check.ts', 'lint']) },
  { name: 'unit', run: () => vitest('tests/vitest.config.ts') },
  { name: 'build', run: () => one('npx', ['vite', 'build', '--config', 'client/vite.config.ts', '--logLevel', 'warn']) },
  {
    name: 'stories',
    run: async () => {
      const chromium = ensureChromium((sentence) => console.log(sentence))
      // the two hands take their own time, whatever the machine does: the other stories are told beside them
      const told = await Promise.all([[`--exclude=${twoHands}`, `--exclude=${firefox}`], [twoHands]].map((which) => vitest('tests/vitest.stories.config.ts', { SANDTABLE_CHROMIUM: chromium }, which)))
      return { passed: told.reduce((sum, { passed }) => sum + passed, 0), failed: told.reduce((sum, { failed }) => sum + failed, 0) }
    },
  },
]

await runStages(stages, process.argv.slice(2))
