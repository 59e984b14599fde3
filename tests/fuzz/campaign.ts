/**
 * Which seeds are run, and what a failing one says. `npm test` runs as many as sizes.ts says. `FUZZ_SEEDS=1000 FUZZ_FROM=500` runs a longer
 * campaign, `SEED=7` one seed with its whole script.
 */
import { annotationKinds, type AnnotationKind } from '#shared/board/annotation.ts'
import { sizeOf } from '../sizes.ts'
import { runSeed, type Outcome } from './run.ts'

/** Acts of one run. A seed means something only together with them: changing acts.ts makes every seed another run. */
export const actsPerRun = 200

/** The kinds of marks there were when the first seeds were found: with another kind they tell another story. */
const firstKinds = ['marker', 'line', 'area', 'text', 'circle', 'note', 'unit'] as const
const kindsWithPictures = [...firstKinds, 'photo', 'sheet'] as const

export interface FoundSeed { readonly seed: number; readonly kinds: readonly AnnotationKind[]; readonly found: string }

/**
 * Seeds that once found something, with what it was. They are run for ever; each find has a test of its own, too, which
 * does not change its meaning when acts.ts does.
 */
export const foundSeeds: readonly FoundSeed[] = [
  { seed: 13, kinds: firstKinds, found: 'work drawn before the board was open, or refused twice in a row, was nowhere' },
  { seed: 23, kinds: firstKinds, found: 'work drawn before the board was open, or refused twice in a row, was nowhere' },
  { seed: 16, kinds: firstKinds, found: 'a guest who came while rows waited for the disk missed one and was called live' },
  { seed: 50, kinds: firstKinds, found: 'after a power cut a client id went to whoever brought its work' },
  { seed: 1014, kinds: firstKinds, found: 'a Position named an entry that a killed server gave again to another' },
  { seed: 1036, kinds: firstKinds, found: 'a board first read at a Position before the reader was let in' },
  { seed: 1102, kinds: firstKinds, found: 'a copy that only reads tidied marks of text that counted again later' },
  { seed: 50, kinds: kindsWithPictures, found: 'a guest let in while names waited for the disk was shown the board as it had been before' },
  { seed: 850, kinds: kindsWithPictures, found: 'unconfirmed words that came into a removed paragraph were nowhere when the board was frozen' },
  { seed: 78_403_017, kinds: annotationKinds, found: 'what was drawn before a board came back, and refused when it did, was taken for saved' },
  { seed: 78_508_626, kinds: annotationKinds, found: 'marks of text that a writer tidied as the right went stayed away there' },
  { seed: 78_500_887, kinds: annotationKinds, found: 'what a reader had seen deleted stayed deleted there, after a power cut undid it' },
]

/** The seeds of one of the two files, which run side by side. */
export function seedsOf(file: 0 | 1): number[] {
  const { SEED, FUZZ_FROM } = process.env
  const from = Number(FUZZ_FROM ?? 1)
  const seeds = SEED !== undefined ? [Number(SEED)] : Array.from({ length: sizeOf('seeds') }, (_, index) => from + index)
  return seeds.filter((seed) => seed % 2 === file)
}

/** Runs a seed; gives what did not hold. A failing run prints its seed and script. */
export async function brokenBy(seed: number, kinds: readonly AnnotationKind[] = annotationKinds): Promise<readonly string[]> {
  const outcome = await runSeed(seed, actsPerRun, kinds)
  if (outcome.broken.length > 0 || process.env['SEED'] !== undefined) console.log(told(outcome))
  return outcome.broken
}

function told({ seed, script, broken, figures }: Outcome): string {
  return [
    `seed ${seed}: ${script.length} lines, ${JSON.stringify(figures)}. SEED=${seed} repeats it.`, ...script,
    ...(broken.length === 0 ? ['everything held'] : ['— what did not hold —', ...broken]),
  ].join('\n')
}
