/**
 * `npm test`: every stage in order, seconds for each, and one closing line `N passed, N failed`.
 * `npm test -- unit` runs the named stages only.
 */
import { one, runStages, vitest, type Stage } from './stages.ts'
import { ensureChromium } from './support/chromium.ts'

/** Told at night: a machine that tests may have no Firefox, the client is built twice more for languages of nobody, and three plans are typed row by row. */
const atNight = ['tests/e2e/firefox.test.ts', 'tests/e2e/pseudo.test.ts', 'tests/e2e/realityBrowsers.test.ts', 'tests/e2e/overpromised.test.ts', 'tests/e2e/meansAtWork.test.ts', 'tests/e2e/factors.test.ts', 'tests/e2e/keysOnly.test.ts',
  'tests/e2e/twoHands.test.ts', 'tests/e2e/difference.test.ts', 'tests/e2e/placeVote.test.ts', 'tests/e2e/hostileWords.test.ts', 'tests/e2e/print.test.ts', 'tests/e2e/review.test.ts', 'tests/e2e/media.test.ts', 'tests/e2e/exchange.test.ts', 'tests/e2e/offlineHour.test.ts',
  'tests/e2e/lessons.test.ts', 'tests/e2e/layers.test.ts', 'tests/e2e/conduct.test.ts', 'tests/e2e/mselTable.test.ts', 'tests/e2e/slides.test.ts', 'tests/e2e/past.test.ts', 'tests/e2e/damaged.test.ts',
]

const stages: readonly Stage[] = [
  { name: 'types', run: () => one('npx', ['tsx', 'tests/check.ts', 'types']) },
  { name: 'lint', run: () => one('npx', ['tsx', 'tests/check.ts', 'lint']) },
  { name: 'unit', run: () => vitest('tests/vitest.config.ts') },
  { name: 'build', run: () => one('npx', ['vite', 'build', '--config', 'client/vite.config.ts', '--logLevel', 'warn']) },
  {
    name: 'stories',
    run: async () => {
      const chromium = ensureChromium((sentence) => console.log(sentence))
      return vitest('tests/vitest.stories.config.ts', { SANDTABLE_CHROMIUM: chromium }, atNight.map((story) => `--exclude=${story}`))
    },
  },
]

await runStages(stages, process.argv.slice(2))
