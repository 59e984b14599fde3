/** A running exercise on the server: the schedule, absences, a full disk, a broken disk. */
import { afterEach, describe, expect, test } from 'vitest'
import { MemoryStorage } from '../../../server/storage/memory.ts'
import { FlushFailed, StorageFull, type ExerciseStore, type Storage } from '../../../server/storage/storage.ts'
import { FakeClock } from '../../support/fakeClock.ts'
import { exerciseOn, openExercise, startServer, until, type ServerOptions, type TestServer } from '../../support/startServer.ts'

const servers: TestServer[] = []
async function server(options: ServerOptions): Promise<TestServer> {
  const started = await startServer(options)
  servers.push(started)
  return started
}
afterEach(async () => { for (const each of servers.splice(0)) await each.close().catch(() => undefined) })

const minute = 60_000

describe('the schedule', () => {
  test('[INJ20] injects fall due in running minutes of their move, and wait while the clock stands', async () => {
    const clock = new FakeClock()
    const exercise = await openExercise(await server({ clock }))
    const dana = await exercise.chief.live()
    await dana.command({ type: 'stage:begin', index: 2 })
    await dana.command({ type: 'msel:automatic', on: true })
    clock.turn(1000)
    await until(() => exercise.state().planned['INJ-01']?.status === 'released', 'the first one is released')
    clock.turn(5 * minute)
    await dana.command({ type: 'clock:pause' })
    clock.turn(30 * minute)
    expect(exercise.state().planned['INJ-02']).toBeUndefined()
    await dana.command({ type: 'clock:resume' })
    clock.turn(4 * minute)
    expect(exercise.state().planned['INJ-02']).toBeUndefined()
    clock.turn(2 * minute)
    expect(exercise.state().planned['INJ-02']?.status).toBe('released')
    expect(Object.values(exercise.state().injects).filter((inject) => inject.secrets?.serial === 'INJ-02')).toHaveLength(1)
    dana.close()
  })

  test('[INJ21] with automatic release off nothing leaves by itself', async () => {
    const clock = new FakeClock()
    const exercise = await openExercise(await server({ clock }))
    const dana = await exercise.chief.live()
    await dana.command({ type: 'msel:automatic', on: false })
    await dana.command({ type: 'stage:begin', index: 2 })
    clock.turn(60 * minute)
    expect(exercise.state().injects).toEqual({})
    dana.close()
  })
})

describe('absences', () => {
  test('[EX20] away for longer than a minute, the exercise comes back paused since it was last alive', async () => {
    const storage = new MemoryStorage()
    const clock = new FakeClock()
    const first = await server({ storage, clock })
    const exercise = await openExercise(first)
    const dana = await exercise.chief.live()
    await dana.command({ type: 'stage:begin', index: 2 })
    clock.turn(10 * minute)
    dana.close()
    await first.close()
    clock.turn(30 * minute)
    const second = await server({ storage, clock })
    const later = exerciseOn(second, exercise.id, exercise.chief, exercise.house)
    expect(later.state().clock).toMatchObject({ status: 'paused', pausedBecause: 'server was away' })
    expect(later.state().clock.runningMs).toBeGreaterThanOrEqual(10 * minute - 1000)
    expect(later.state().clock.runningMs).toBeLessThanOrEqual(10 * minute + 1000)
  })

  test('[EX21] away for a moment only, it runs on, and the gap does not count', async () => {
    const storage = new MemoryStorage()
    const clock = new FakeClock()
    const first = await server({ storage, clock })
    const exercise = await openExercise(first)
    const dana = await exercise.chief.live()
    await dana.command({ type: 'stage:begin', index: 2 })
    clock.turn(5 * minute)
    dana.close()
    await first.close()
    clock.turn(20_000)
    const second = await server({ storage, clock })
    const later = exerciseOn(second, exercise.id, exercise.chief, exercise.house)
    expect(later.state().clock.status).toBe('running')
    expect(later.state().clock.runningMs).toBeLessThanOrEqual(5 * minute + 1000)
  })
})

/** Memory storage whose exercise stores fail on order. */
class FaultyStorage extends MemoryStorage {
  isFull = false
  breaksFlush = false

  override async openExercise(id: string): ReturnType<Storage['openExercise']> {
    const { store, fence } = await super.openExercise(id)
    const append: ExerciseStore['append'] = (batch, condition) => {
      if (this.isFull) {
        const full = Promise.reject(new StorageFull('full'))
        full.catch(() => undefined)
        return { written: full, flushed: full }
      }
      const appended = store.append(batch, condition)
      if (!this.breaksFlush) return appended
      return { written: appended.written, flushed: appended.written.then(() => { throw new FlushFailed('broken') }) }
    }
    return { store: new Proxy(store, { get: (target, key) => (key === 'append' ? append : bound(target, key)) }), fence }
  }
}

function bound(target: ExerciseStore, key: string | symbol): unknown {
  const value: unknown = Reflect.get(target, key)
  return typeof value === 'function' ? value.bind(target) : value
}

describe('when the disk fails', () => {
  test('[JRN20] a full disk refuses commands with a sentence, tells staff, shows nobody what is not written, and goes on', async () => {
    const storage = new FaultyStorage()
    const clock = new FakeClock()
    const exercise = await openExercise(await server({ storage, clock }))
    const amina = await (await exercise.join('member', 'amina', { syndicate: 's1' })).live()
    const dana = await exercise.chief.live()
    storage.isFull = true
    const waiting = dana.command({ type: 'message:send', text: 'UNWRITTEN', syndicates: [] })
    await until(() => dana.notices.some((notice) => notice.code === 'journal-stalled'), 'staff are told')
    expect(await dana.command({ type: 'clock:pause' })).toMatchObject({ ok: false, refusal: { code: 'journal-unavailable' } })
    clock.turn(9000)
    expect(await waiting).toMatchObject({ ok: false, refusal: { code: 'journal-unavailable' } })
    expect(amina.wire).not.toContain('UNWRITTEN')
    expect(amina.notices).toEqual([])
    storage.isFull = false
    clock.turn(1000)
    await until(() => amina.wire.includes('UNWRITTEN'), 'what waited is written and told')
    // Two lines, two orders: dana may hear of it after amina.
    await until(() => dana.notices.at(-1)?.code === 'journal-well', 'staff are told it is well')
    expect(await dana.command({ type: 'message:send', text: 'again', syndicates: [] })).toMatchObject({ ok: true })
    amina.close()
    dana.close()
  })

  test('[JRN21] a failed flush is fatal and said, and nobody is told "saved"', async () => {
    const storage = new FaultyStorage()
    const own = await server({ storage })
    const exercise = await openExercise(own)
    const dana = await exercise.chief.live()
    storage.breaksFlush = true
    expect(await dana.command({ type: 'message:send', text: 'x', syndicates: [] })).toMatchObject({ ok: false, refusal: { code: 'journal-unavailable' } })
    await until(() => own.fatal.length > 0, 'it is fatal')
    dana.close()
  })
})
