/** What the instructor's own machine does with whole exercises: carries one away, brings one in, puts a backup back, deletes. */
import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Router, type Request } from 'express'
import { limits } from '#shared/protocol/limits.ts'
import type { BroughtIn } from '#shared/protocol/http.ts'
import { CopyFailed } from '../copies/copyTask.ts'
import type { ExerciseCopies } from '../copies/exerciseCopies.ts'
import { type ExerciseRegistry, TakenIn } from '../exercises/registry.ts'
import type { Log } from '../log.ts'
import type { Clock } from '../time/clock.ts'
import { answerValue, Refused } from './answers.ts'
import { deleteExerciseParser, putBackParser, readBody } from './bodies.ts'
import { mustBeHouse, runnerOf } from './house.ts'
import type { Sessions } from './sessions.ts'

export interface HouseExercisesParts {
  readonly registry: ExerciseRegistry
  readonly sessions: Sessions
  readonly clock: Clock
  readonly log: Log
  /** Free bytes where exercises are kept; null when the system does not say. */
  freeBytes(): Promise<number | null>
}

/** Left free for the exercises that run. */
const sparedBytes = 200e6

export function houseExerciseRoutes({ registry, sessions, clock, log, freeBytes }: HouseExercisesParts): Router {
  const routes = Router()

  routes.get('/api/exercises/:exercise/copy', async (request, response) => {
    await mustBeHouse(sessions, request)
    const runner = runnerOf(registry, request.params.exercise)
    const { file, report, done } = await said(copiesOf(registry).leaving(runner.id))
    try {
      response.setHeader('Content-Type', 'application/octet-stream')
      response.setHeader('Content-Length', String(report.bytes))
      response.setHeader('Content-Disposition', attachment(runner.state.title, new Date(clock.wallMs()).toISOString().slice(0, 10)))
      await pipeline(createReadStream(file), response).catch((error: unknown) => {
        log.warn('a copy was not taken to its end', { exercise: runner.id, why: error instanceof Error ? error.message : String(error) })
        response.destroy()
      })
    } finally {
      await done()
    }
  })

  routes.post('/api/house/bring', async (request, response) => {
    await mustBeHouse(sessions, request)
    const length = Number(request.headers['content-length'] ?? NaN)
    if (!Number.isSafeInteger(length) || length < 1) throw new Refused('unreadable', 'This file is empty. Choose a file that was saved from an exercise.')
    if (length > limits.exerciseFileBytes) throw new Refused('too-large', tooLarge)
    const free = await freeBytes()
    // once as it comes, once as it is written anew
    if (free !== null && free < 2 * length + sparedBytes) throw new Refused('full', 'The disk of this laptop has no room for this exercise. Make room, then try again.')
    answerValue(response, await received(request))
  })

  const received = async (request: Request): Promise<BroughtIn> => {
    const file = await copiesOf(registry).arriving()
    try {
      await receive(request, file)
      const runner = await said(registry.bringIn(file))
      return { exercise: runner.id, title: runner.state.title }
    } finally {
      await rm(file, { force: true })
    }
  }

  routes.post('/api/exercises/:exercise/delete', async (request, response) => {
    await mustBeHouse(sessions, request)
    const { title } = readBody(deleteExerciseParser, request)
    const { exercise } = request.params
    const known = registry.get(exercise)?.state.title ?? registry.broken.find(({ id }) => id === exercise)?.title
    if (known === undefined) throw new Refused('unknown-thing', 'There is no such exercise here.')
    if (title.trim() !== known.trim()) throw new Refused('unreadable', 'This is not the title of the exercise. Type the title exactly to delete it.')
    await said(registry.delete(exercise))
    log.info('an exercise was deleted', { exercise })
    answerValue(response, null)
  })

  routes.post('/api/exercises/:exercise/back', async (request, response) => {
    await mustBeHouse(sessions, request)
    const { wallMs } = readBody(putBackParser, request)
    const { exercise } = request.params
    if (!registry.broken.some(({ id }) => id === exercise)) throw new Refused('not-now', 'This exercise is sound. Put single boards back from its history instead.')
    const copies = copiesOf(registry)
    const backup = (await copies.backups(exercise)).find((each) => each.wallMs === wallMs)
    if (backup === undefined) throw new Refused('unknown-thing', 'There is no such backup any more. Reload the page to see those that are there.')
    const runner = await said(registry.bringIn(copies.backupFile(exercise, backup)))
    const brought: BroughtIn = { exercise: runner.id, title: runner.state.title }
    answerValue(response, brought)
  })

  return routes
}

const tooLarge = `This file is too large for an exercise: the limit is ${limits.exerciseFileBytes / 1024 ** 3} gigabytes.`

function copiesOf(registry: ExerciseRegistry): ExerciseCopies {
  if (registry.copies === null) throw new Refused('not-now', 'This server keeps its exercises in memory only.')
  return registry.copies
}

/** What goes wrong with a copy, in sentences for the instructor. */
async function said<T>(copying: Promise<T>): Promise<T> {
  try {
    return await copying
  } catch (error) {
    if (error instanceof TakenIn) throw new Refused('already-done', 'This exercise is on this laptop already. Delete it here first, if the file should take its place.')
    if (!(error instanceof CopyFailed)) throw error
    switch (error.why) {
      case 'full': throw new Refused('full', 'The disk of this laptop is full, so nothing was copied. Make room, then try again.')
      case 'unsound': throw new Refused('unreadable', `This file is not what was saved from an exercise, so nothing was brought in. ${error.message}`.slice(0, 600))
      case 'failed': throw new Refused('unreadable', `The copy could not be made. ${error.message}`.slice(0, 600))
    }
  }
}

async function receive(request: Request, file: string): Promise<void> {
  let bytes = 0
  const counted = new Transform({
    transform(piece: Buffer, _encoding, next) {
      bytes += piece.length
      if (bytes > limits.exerciseFileBytes) next(new Refused('too-large', tooLarge))
      else next(null, piece)
    },
  })
  await pipeline(request, counted, createWriteStream(file, { flags: 'wx' })).catch((error: unknown) => {
    if (error instanceof Refused) throw error
    throw new Refused('unreadable', 'The file did not arrive whole. Please try again.')
  })
}

/** Names of any writing; older programs get one in plain letters. */
function attachment(title: string, day: string): string {
  const name = `${title} ${day}.sandtable`
  const plain = name.normalize('NFKD').replace(/[^A-Za-z0-9 ._-]/g, '').trim() || 'exercise.sandtable'
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`
}
