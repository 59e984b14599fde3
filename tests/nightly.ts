/**
 * `npm run test:nightly`: what `npm test` does in seconds, for so long that rare things happen. Seeds of the fuzz and of the
 * hands are new every day, and printed; `SEED=` and `FUZZ_FROM=` repeat them. Ends as `npm test` does, and each stage within a bound.
 *
 *   npm run test:nightly                          all stages
 *   npm run test:nightly -- fuzz --seeds=2000     one stage, longer
 *   npm run test:nightly -- plenaries             two plenaries: 50 pictures, 1,000 moments
 */
import { parseArgs } from 'node:util'
import { runStages, vitest, type Stage } from './stages.ts'
import { ensureChromium } from './support/chromium.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: 'string', default: '500' },
    kills: { type: 'string', default: '100' },
    frames: { type: 'string', default: '300000' },
    /** Runs of the two hands, five minutes each. */
    hands: { type: 'string', default: '2' },
    moments: { type: 'string', default: '1000' },
    forged: { type: 'string', default: '100000' },
    canaries: { type: 'string', default: '10000' },
  },
})
const today = Math.floor(Date.now() / 86_400_000)
/** Two officers do about so much in five minutes, each. */
const actsInFiveMinutes = 700

const stages: readonly Stage[] = [
  {
    name: 'fuzz',
    run: () => {
      const from = process.env['FUZZ_FROM'] ?? String(today * 1000)
      console.log(`${values.seeds} seeds from ${from}`)
      return vitest('tests/vitest.config.ts', { FUZZ_SEEDS: values.seeds, FUZZ_FROM: from }, ['tests/fuzz/evenSeeds.test.ts', 'tests/fuzz/oddSeeds.test.ts'])
    },
  },
  { name: 'kills', run: () => vitest('tests/vitest.config.ts', { KILLS: values.kills, SEED: seedOfToday() }, ['tests/faults/killedServer.test.ts', 'tests/faults/journalKill.test.ts']) },
  { name: 'frames', run: () => vitest('tests/vitest.config.ts', { FUZZ_FRAMES: values.frames, SEED: seedOfToday() }, ['tests/fuzz/documentFrames.test.ts', 'tests/fuzz/controlPackets.test.ts']) },
  {
    name: 'rights',
    run: () => vitest('tests/vitest.config.ts', { FORGED: values.forged, CANARIES: values.canaries, REVOCATIONS: '45', GUESSES: '1000000', SEED: seedOfToday() }, ['tests/server/rights', 'tests/server/gateway/doorPromises.test.ts']),
  },
  { name: 'moments', run: () => vitest('tests/vitest.config.ts', { MOMENTS: values.moments, SEED: seedOfToday() }, ['tests/server/exercises/moments.test.ts']) },
  {
    name: 'hands',
    run: () => {
      const chromium = ensureChromium((sentence) => console.log(sentence))
      const environment = { SANDTABLE_CHROMIUM: chromium, HAND_ACTS: String(actsInFiveMinutes), HAND_SEEDS: values.hands, SEED: seedOfToday() }
      return vitest('tests/vitest.stories.config.ts', environment, ['tests/e2e/twoHands.test.ts'])
    },
  },
  {
    name: 'words',
    run: () => {
      const chromium = ensureChromium((sentence) => console.log(sentence))
      return vitest('tests/vitest.stories.config.ts', { SANDTABLE_CHROMIUM: chromium }, ['tests/e2e/pseudo.test.ts'])
    },
  },
  {
    name: 'localhost',
    run: () => {
      const chromium = ensureChromium((sentence) => console.log(sentence))
      return vitest('tests/vitest.stories.config.ts', { SANDTABLE_CHROMIUM: chromium, WHOLE_DAY: 'localhost' }, ['tests/e2e/wholeDay.test.ts'])
    },
  },
  {
    name: 'plans',
    run: () => {
      const chromium = ensureChromium((sentence) => console.log(sentence))
      return vitest('tests/vitest.stories.config.ts', { SANDTABLE_CHROMIUM: chromium }, ['tests/e2e/overpromised.test.ts'])
    },
  },
  { name: 'firefox', run: () => vitest('tests/vitest.stories.config.ts', {}, ['tests/e2e/firefox.test.ts', 'tests/e2e/realityBrowsers.test.ts']) },
  {
    name: 'plenaries',
    run: () => {
      const chromium = ensureChromium((sentence) => console.log(sentence))
      return vitest('tests/vitest.stories.config.ts', { SANDTABLE_CHROMIUM: chromium, PLENARIES: 'night', SEED: seedOfToday() }, ['tests/e2e/twoPlenaries.test.ts'])
    },
  },
]

function seedOfToday(): string {
  return process.env['SEED'] ?? String(today)
}

await runStages(stages, positionals)
