/**
 * Pictures of the projector and of its replay. A picture is taken when the page shows everything the server has recorded for it and
 * stands still; it is worth something only if the page says the same moment before and after.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { expect } from 'vitest'
import type { Moment } from '#shared/exercise/moment.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import { differencePng, differingPixels, readPng } from '../../support/pngPixels.ts'
import type { Person } from '../../support/person.ts'
import { stageDocuments } from '../../../client/state/stageSubject.ts'
import type { Laptop } from '../room.ts'

export interface Still {
  readonly what: string
  readonly moment: Moment
  readonly png: Buffer
  readonly expects: Expected
}

/** What must be on the page before it counts as drawn. */
interface Expected {
  /** Something stands before the whole room. */
  readonly room: boolean
  readonly maps: number
}

/** Of a thousand pixels one may differ. */
export const mayDiffer = 0.001

/** `view`: what the projector's seat knows. */
export async function takeStill(projector: Laptop, seat: Person, what: string, view: () => ExerciseState): Promise<Still> {
  for (let tries = 0; tries < 20; tries += 1) {
    await expect.poll(() => missing(projector, seat, view()), { timeout: 15_000, message: `the projector shows all that was recorded: ${what}` }).toEqual([])
    const expects = expectedOf(view())
    await drawn(projector, expects)
    const before = await momentOf(projector)
    const png = await projector.page.screenshot()
    const after = await momentOf(projector)
    if (before.sequence === after.sequence && before.recordedAt === after.recordedAt) return { what, moment: before, png, expects }
  }
  throw new Error(`the projector never stood still: ${what}`)
}

/** The page of a replay that stands as a still: goes to the moment by its address. */
export async function replayStill(replay: Laptop, address: string, { moment, expects }: Pick<Still, 'moment' | 'expects'>): Promise<Buffer> {
  const { page } = replay
  await page.goto(`${address}#t=${moment.recordedAt}.${moment.sequence}`)
  await page.locator(`[data-moment="${moment.recordedAt}.${moment.sequence}"]`).waitFor()
  await drawn(replay, expects)
  return page.screenshot()
}

/** Pixels that differ, of all. Pictures that differ too much are kept for people to look at. */
export function compareStill({ what, png, moment }: Still, replayed: Buffer): number {
  const [live, again] = [readPng(png), readPng(replayed)]
  const share = differingPixels(live, again) / (live.width * live.height)
  const folder = process.env['SHOTS']
  if (folder !== undefined && share > 0) {
    mkdirSync(folder, { recursive: true })
    const name = `${folder}/still-${moment.sequence}-${what.replace(/\W+/g, '-')}`
    writeFileSync(`${name}-live.png`, png)
    writeFileSync(`${name}-replay.png`, replayed)
    if (live.width === again.width && live.height === again.height) writeFileSync(`${name}-differs.png`, differencePng(live, again))
  }
  return share
}

export async function momentOf({ page }: Laptop): Promise<Moment> {
  const [recordedAt = Number.NaN, sequence = Number.NaN] = (await page.locator('[data-moment]').getAttribute('data-moment') ?? '').split('.').map(Number)
  return { recordedAt, sequence }
}

/** Entries the projector's seat may see, of what is on its stage, that its page does not show yet. */
async function missing(projector: Laptop, seat: Person, view: ExerciseState): Promise<string[]> {
  const { sequence } = await momentOf(projector)
  const onStage = new Set(stageNames(view))
  return (await seat.replay(sequence)).flatMap((line) => {
    if (line.kind === 'end' || (line.kind === 'trace' && line.trace.type === 'PointerMoved') || ('document' in line && !onStage.has(line.document))) return []
    return [`${line.s} ${line.kind}`]
  })
}

function stageNames(view: ExerciseState): string[] {
  return [...stageDocuments(view, { kind: view.floor === null ? 'situation' : 'floor' }), ...(view.plenary.compared ?? []).map((id) => `syndicate/${id}/board`)]
}

function expectedOf({ plenary }: ExerciseState): Expected {
  const { wall, vote, compared, comparedAs, difference, questions, exhibit } = plenary
  const boards = compared === null ? 0 : comparedAs === 'over' ? 1 : compared.length
  const places = vote?.results?.places === undefined ? 0 : 1
  return { room: wall !== null || vote !== null || compared !== null || difference !== null || exhibit !== null || questions.some(({ state }) => state === 'taken'), maps: 1 + boards + places }
}

/** Everything expected is there, fetched, and painted: the ground, pictures, words in their font; and three frames have gone by. */
async function drawn({ page }: Laptop, { room, maps }: Expected): Promise<void> {
  await page.waitForFunction(([wantsRoom, count]) => {
    const sheets = [...document.querySelectorAll<HTMLElement>('.map-sheet')]
    return sheets.length === count && sheets.every((sheet) => sheet.dataset['ground'] === 'drawn') && (document.querySelector('.room') !== null) === wantsRoom
      && [...document.querySelectorAll('video')].every(({ paused, seeking, readyState }) => paused && !seeking && readyState >= 2)
      && document.querySelector('[aria-busy="true"]') === null && [...document.images].every(({ complete }) => complete) && document.querySelector('.skeleton') === null && document.fonts.status === 'loaded'
  }, [room, maps] as const, { polling: 'raf' })
  await page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame += 1) await new Promise((next) => { requestAnimationFrame(next) })
  })
}
