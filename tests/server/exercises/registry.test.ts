import { expect, test } from 'vitest'
import { MemoryStorage } from '../../../server/storage/memory.ts'
import type { HouseInfo } from '#shared/protocol/http.ts'
import { exerciseOn, openExercise, startServer, valueOf } from '../../support/startServer.ts'

/** One exercise's file cannot be read any more. */
class DamagedStorage extends MemoryStorage {
  readonly #damaged: string
  constructor(damaged: string, kept: MemoryStorage) {
    super()
    this.#damaged = damaged
    this.house = () => kept.house()
    this.openExercise = (id) => (id === this.#damaged ? Promise.reject(new Error('Row 7 of the journal is damaged.')) : kept.openExercise(id))
  }
}

test('[EX22] an exercise that cannot be opened is named with its reason, and the others run', async () => {
  const kept = new MemoryStorage()
  const first = await startServer({ storage: kept })
  const broken = await openExercise(first, { title: 'Broken day' })
  const well = await openExercise(first, { title: 'Good day' })
  await first.close()
  const second = await startServer({ storage: new DamagedStorage(broken.id, kept) })
  try {
    expect(exerciseOn(second, well.id, well.chief, well.house).state().title).toBe('Good day')
    const house = await second.instructor()
    const info = valueOf(await house.get<HouseInfo>('/api/house'))
    expect(info.exercises.map((each) => each.title)).toEqual(['Good day'])
    expect(info.broken).toEqual([{ id: broken.id, title: 'Broken day', why: 'Row 7 of the journal is damaged.', backups: [] }])
    expect(info.refused).toEqual([])
  } finally {
    await second.close()
  }
})

test('[EX23] codes are told apart over all exercises, and an ended exercise lets nobody in', async () => {
  const server = await startServer()
  try {
    const one = await openExercise(server)
    const two = await openExercise(server)
    const codes = [...one.state().codes, ...two.state().codes].map((each) => each.code)
    expect(new Set(codes).size).toBe(codes.length)
    const dana = await one.chief.live()
    const ended = one.state().agenda.findIndex((item) => item.stage === 'ended')
    expect(await dana.command({ type: 'stage:begin', index: ended })).toMatchObject({ ok: true })
    expect(await server.browser().post('/api/join/look', { code: one.code('observer') })).toMatchObject({ ok: false, refusal: { code: 'wrong-code' } })
    expect(await server.browser().post('/api/join/look', { code: two.code('observer') })).toMatchObject({ ok: true })
    dana.close()
  } finally {
    await server.close()
  }
})
