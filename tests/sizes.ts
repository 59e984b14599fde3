/**
 * How much each campaign does: a little in `npm test`, and at night until its promise is kept with the figure that was
 * given (reliability: G1 to G18). This table is the only place where sizes stand; nightly.ts runs it, tests ask it.
 */

export interface Campaign {
  readonly name: string
  /** The promise it keeps; null for what is long for another reason. */
  readonly promise: string | null
  /** What is counted. */
  readonly of: string
  /** Asks a test for another size, or for a seed of its own: `FLIPS=500 SEED=7 npx vitest …`. */
  readonly variable: string
  readonly small: number
  readonly night: number
  /** So many at a time at night: after each the results are kept, and the next run goes on from there. */
  readonly chunk: number
  readonly files: readonly string[]
  /** In a real browser. */
  readonly stories?: true
  /** Where the seeds of a chunk begin; SEED unless said. */
  readonly seed?: string
  readonly environment?: Readonly<Record<string, string>>
}

export const campaigns = {
  kills: {
    name: 'kills', promise: 'G1', of: 'kill -9 of the server under eight screens, and as many of its journal', variable: 'KILLS', small: 8, night: 1000, chunk: 25,
    files: ['tests/faults/killedServer.test.ts', 'tests/faults/journalKill.test.ts'],
  },
  cuts: { name: 'cuts', promise: 'G2', of: 'power cuts in a recorded log of writes and flushes', variable: 'CUTS', small: 60, night: 2000, chunk: 250, files: ['tests/faults/powerCut.test.ts'] },
  flips: { name: 'flips', promise: 'G2', of: 'flipped bytes in files and in logs beside them', variable: 'FLIPS', small: 60, night: 2000, chunk: 250, files: ['tests/faults/flips.test.ts'] },
  fillings: { name: 'fillings', promise: 'G3', of: 'disks that fill up under a room', variable: 'FILLINGS', small: 2, night: 100, chunk: 10, files: ['tests/faults/fullDisk.test.ts'] },
  seeds: {
    name: 'seeds', promise: 'G4', of: 'seeds of eight people, wires, disks and servers', variable: 'FUZZ_SEEDS', small: 26, night: 10_000, chunk: 100, seed: 'FUZZ_FROM',
    files: ['tests/fuzz/evenSeeds.test.ts', 'tests/fuzz/oddSeeds.test.ts'],
  },
  // Two officers do about so much in five minutes, each.
  hands: { name: 'hands', promise: 'G4', of: 'seeds of two officers at one board in a browser', variable: 'HAND_SEEDS', small: 1, night: 4, chunk: 1, stories: true, files: ['tests/e2e/twoHands.test.ts'], environment: { HAND_ACTS: '700' } },
  offline: { name: 'offline', promise: 'G5', of: 'officers offline for an hour, who come back in one second', variable: 'OFFLINE_PEOPLE', small: 5, night: 30, chunk: 30, files: ['tests/faults/offlineHour.test.ts'], environment: { OFFLINE_EDITS: '500' } },
  offlinePages: { name: 'offlinePages', promise: 'G5', of: 'marks drawn by hand in each of two browsers offline, one of which crashes', variable: 'OFFLINE_MARKS', small: 0, night: 500, chunk: 500, stories: true, files: ['tests/e2e/offlineHour.test.ts'] },
  frames: {
    name: 'frames', promise: 'G8', of: 'damaged frames at the room of a board, with no socket between', variable: 'FUZZ_FRAMES', small: 20_000, night: 10_000_000, chunk: 500_000, files: ['tests/fuzz/manyFrames.test.ts'],
  },
  doorFrames: {
    name: 'doorFrames', promise: 'G8', of: 'damaged frames over sockets, as many packets, and a third as many requests', variable: 'DOOR_FRAMES', small: 3000, night: 1_000_000, chunk: 100_000,
    files: ['tests/fuzz/documentFrames.test.ts', 'tests/fuzz/controlPackets.test.ts'],
  },
  forged: { name: 'forged', promise: 'G9', of: 'forged identities', variable: 'FORGED', small: 1000, night: 100_000, chunk: 100_000, files: ['tests/server/rights/forged.test.ts'] },
  canaries: { name: 'canaries', promise: 'G10', of: 'canaries in all traffic', variable: 'CANARIES', small: 500, night: 10_000, chunk: 10_000, files: ['tests/server/rights/canaries.test.ts'] },
  revocations: { name: 'revocations', promise: 'G11', of: 'rounds of rights taken from open lines, twelve each', variable: 'REVOCATIONS', small: 4, night: 45, chunk: 45, files: ['tests/server/rights/revocation.test.ts'] },
  guesses: { name: 'guesses', promise: 'G11', of: 'guesses at the door', variable: 'GUESSES', small: 200_000, night: 1_000_000, chunk: 1_000_000, files: ['tests/server/gateway/doorPromises.test.ts'] },
  blinks: { name: 'blinks', promise: 'G12', of: 'kill -9 in a briefing before thirty screens', variable: 'PLENARY_KILLS', small: 3, night: 200, chunk: 20, files: ['tests/faults/plenaryKills.test.ts'] },
  restores: { name: 'restores', promise: 'G13', of: 'backups put back while the day went on', variable: 'RESTORES', small: 4, night: 200, chunk: 25, files: ['tests/faults/restores.test.ts'] },
  moments: { name: 'moments', promise: 'G15', of: 'random moments of what seats held against their replay', variable: 'MOMENTS', small: 60, night: 10_000, chunk: 1000, files: ['tests/server/exercises/moments.test.ts'] },
  plenaries: { name: 'plenaries', promise: 'G15', of: 'plenaries of twenty people, pictured live and in replay', variable: 'PLENARY_RUNS', small: 1, night: 1, chunk: 1, stories: true, files: ['tests/e2e/twoPlenaries.test.ts'], environment: { PLENARIES: 'night' } },
  tamperings: { name: 'tamperings', promise: 'G16', of: 'changes by somebody who knows the file', variable: 'TAMPERINGS', small: 64, night: 1000, chunk: 250, files: ['tests/faults/tampering.test.ts'] },
  redactions: { name: 'redactions', promise: null, of: 'boards by three hands with a name on them, taken out', variable: 'REDACTIONS', small: 12, night: 1000, chunk: 250, files: ['tests/server/redaction/documents.test.ts'] },
  redactionKills: { name: 'redactionKills', promise: null, of: 'kill -9 while words are taken out', variable: 'REDACTION_KILLS', small: 4, night: 200, chunk: 25, files: ['tests/faults/redaction.test.ts'] },
  words: { name: 'words', promise: null, of: 'every screen in words a third longer, and from right to left', variable: 'WORD_RUNS', small: 0, night: 1, chunk: 1, stories: true, files: ['tests/e2e/pseudo.test.ts'] },
  plans: { name: 'plans', promise: null, of: 'times three plans that promise too much, typed row by row, Means at work, and the planning factors', variable: 'PLAN_RUNS', small: 0, night: 1, chunk: 1, stories: true, files: ['tests/e2e/overpromised.test.ts', 'tests/e2e/meansAtWork.test.ts', 'tests/e2e/factors.test.ts'] },
  longer: { name: 'longer', promise: null, of: 'rounds of the stories that npm test has no minutes for', variable: 'LONGER_RUNS', small: 0, night: 1, chunk: 1, stories: true, files: ['tests/e2e/difference.test.ts', 'tests/e2e/placeVote.test.ts', 'tests/e2e/hostileWords.test.ts', 'tests/e2e/print.test.ts', 'tests/e2e/review.test.ts', 'tests/e2e/media.test.ts', 'tests/e2e/exchange.test.ts', 'tests/e2e/lessons.test.ts', 'tests/e2e/layers.test.ts', 'tests/e2e/conduct.test.ts', 'tests/e2e/mselTable.test.ts', 'tests/e2e/slides.test.ts', 'tests/e2e/past.test.ts', 'tests/e2e/damaged.test.ts'] },
  keys: { name: 'keys', promise: null, of: 'whole days by keys alone', variable: 'KEY_RUNS', small: 0, night: 1, chunk: 1, stories: true, files: ['tests/e2e/keysOnly.test.ts'] },
  localhost: { name: 'localhost', promise: null, of: 'whole days on localhost, where browsers allow more', variable: 'LOCALHOST_RUNS', small: 0, night: 1, chunk: 1, stories: true, files: ['tests/e2e/wholeDay.test.ts'], environment: { WHOLE_DAY: 'localhost' } },
  firefox: { name: 'firefox', promise: null, of: 'days in Debian’s own Firefox', variable: 'FIREFOX_RUNS', small: 0, night: 1, chunk: 1, stories: true, files: ['tests/e2e/firefox.test.ts', 'tests/e2e/realityBrowsers.test.ts'] },
} as const satisfies Readonly<Record<string, Campaign>>

/** How much a test is to do now. */
export function sizeOf(name: keyof typeof campaigns): number {
  const { variable, small } = campaigns[name]
  return Number(process.env[variable] ?? small)
}

/** Where its chance begins. */
export function seedOf(usual: number): number {
  return Number(process.env['SEED'] ?? usual)
}
