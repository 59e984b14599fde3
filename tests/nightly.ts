/**
 * `npm run test:nightly`: what `npm test` does in seconds, until each promise is kept with its figure (sizes.ts). Every
 * campaign runs in parts; after each, a line is added to tests/.out/night.jsonl, and a run that was stopped goes on there.
 *
 *   npm run test:nightly                      all of them, to their end
 *   npm run test:nightly -- G1                one promise, or one campaign by its name
 *   npm run test:nightly -- G2 --minutes=30   as many parts as begin within half an hour
 *   npm run test:nightly -- flips --size=500  another figure
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { keepNight, nextRun, nightFile, readNight } from './nightResults.ts'
import { campaigns, type Campaign } from './sizes.ts'
import { runStages, vitest, type Count, type Stage } from './stages.ts'
import { ensureChromium } from './support/chromium.ts'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { size: { type: 'string' }, minutes: { type: 'string', default: '100000' } } })
const endsAt = Date.now() + Number(values.minutes) * 60_000
const today = Math.floor(Date.now() / 86_400_000) - 20_000
const all: readonly Campaign[] = Object.values(campaigns)
const told = join(dirname(nightFile), 'told.txt')

const wanted = positionals.flatMap((word) => {
  const named = all.filter(({ name, promise }) => name === word || promise === word)
  return named.length === 0 ? [word] : named.map(({ name }) => name)
})
const stages: readonly Stage[] = all.map((campaign) => ({ name: campaign.name, run: () => live(campaign) }))

/** Parts of a campaign until it has come to its figure, one fails, or time is up. */
async function live(campaign: Campaign): Promise<Count> {
  const whole = Number(values.size ?? campaign.night)
  let [passed, failed] = [0, 0]
  for (let isOver = false; !isOver;) {
    const next = nextRun(readNight(), campaign, whole, today)
    console.log(`${campaign.promise ?? campaign.name}: ${next.from + next.size} of ${whole} ${campaign.of}, seed ${next.seed}`)
    const began = Date.now()
    const count = await part(campaign, next)
    passed += count.passed
    failed += count.failed
    keepNight({
      date: new Date(began).toISOString(), promise: campaign.promise, campaign: campaign.name, ...next, commit: commit(),
      result: count.failed === 0 && count.passed > 0 ? 'passed' : 'failed', seconds: Math.round((Date.now() - began) / 100) / 10, figures: figures(),
    })
    isOver = count.failed > 0 || count.passed === 0 || next.from + next.size >= whole || Date.now() > endsAt
  }
  return { passed, failed }
}

function part(campaign: Campaign, { size, seed }: { readonly size: number; readonly seed: number }): Promise<Count> {
  mkdirSync(dirname(told), { recursive: true })
  rmSync(told, { force: true })
  const chromium = campaign.stories === true ? { SANDTABLE_CHROMIUM: ensureChromium((sentence) => console.log(sentence)) } : {}
  const environment = { ...campaign.environment, ...chromium, [campaign.variable]: String(size), [campaign.seed ?? 'SEED']: String(seed), NIGHT_TOLD: told }
  return vitest(campaign.stories === true ? 'tests/vitest.stories.config.ts' : 'tests/vitest.config.ts', environment, campaign.files)
}

function figures(): string[] {
  try {
    return readFileSync(told, 'utf8').split('\n').filter((line) => line !== '')
  } catch {
    return []
  }
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return '?'
  }
}

await runStages(stages, wanted)
