/** What every storage keeps, whatever it is made of. `registerStorageContract` runs it on one. */
import { afterEach, describe, expect, test } from 'vitest'
import { AlreadyOpen, type ExerciseStore, Fenced, type Storage, StorageFull, type StoredEntry, type StoredMedia } from '../../server/storage/storage.ts'
import { rowsAfter } from '../support/rows.ts'

export interface StorageUnderTest {
  readonly storage: Storage
  /** The same data as the next process finds it, after everything open was closed. */
  reopen(): Promise<Storage>
  destroy(): Promise<void>
}

export function registerStorageContract(name: string, make: () => Promise<StorageUnderTest>): void {
  describe(`storage contract: ${name}`, () => {
    const ends: (() => Promise<void>)[] = []
    afterEach(async () => {
      for (const end of ends.splice(0).reverse()) await end()
    })

    async function begin(): Promise<{ under: StorageUnderTest; store: ExerciseStore; fence: number }> {
      const under = await make()
      ends.push(() => under.destroy())
      return { under, ...await open(under.storage) }
    }

    async function open(storage: Storage): Promise<{ store: ExerciseStore; fence: number }> {
      const opened = await storage.openExercise('x1')
      ends.push(() => opened.store.close())
      return opened
    }

    test('[JRN2] rows come back in order, none missing, none twice', async () => {
      const { store, fence } = await begin()
      const rows = rowsAfter('x1', null, 25)
      const batches = [rows.slice(0, 1), rows.slice(1, 11), rows.slice(11, 12), rows.slice(12)]
      for (const batch of batches) await appendUntilFlushed(store, fence, batch)
      expect(await store.read(0, 100)).toEqual(rows)
      expect(await store.read(10, 5)).toEqual(rows.slice(10, 15))
      expect(await store.read(25, 5)).toEqual([])
      expect(await store.last()).toEqual(rows[24])
      const places = rows.map((row) => ({ sequence: row.sequence, row }))
      expect(await store.survey(0, 10)).toEqual({ rows: places.slice(0, 10), through: 10 })
      expect(await store.survey(10, 100)).toEqual({ rows: places.slice(10), through: null })
      await store.mendIndex()
      await store.beat(1, 250)
      expect([25, null]).toContain(await store.notedHead())
    })

    test('[JRN2] a document is read alone, by name and epoch, up to a sequence', async () => {
      const { store, fence } = await begin()
      const rows = rowsAfter('x1', null, 12)
      await appendUntilFlushed(store, fence, rows)
      const updates = rows.filter((row) => row.document !== null)
      expect(await store.readDocument('syndicate/s1/board@1', 0, 12, 100)).toEqual(updates)
      expect((await store.readDocument('syndicate/s1/board@1', 2, 8, 3)).map((row) => row.sequence)).toEqual([4, 5, 7])
      expect(await store.readDocument('syndicate/s1/board@2', 0, 12, 100)).toEqual([])
      expect(await store.readDocument('syndicate/s2/board@1', 0, 12, 100)).toEqual([])
      expect(await store.readDocument('no such name', 0, 12, 100)).toEqual([])
    })

    test('[JRN2] what was handed over or out may be changed by its holder without changing what is stored', async () => {
      const { store, fence } = await begin()
      const rows = rowsAfter('x1', null, 1)
      await appendUntilFlushed(store, fence, rows)
      rows[0]?.bytes.fill(0)
      const [read] = await store.read(0, 1)
      read?.bytes.fill(0)
      expect(await store.last()).toEqual(rowsAfter('x1', null, 1)[0])
    })

    test('[JRN2] an empty journal has no last row', async () => {
      const { store } = await begin()
      expect(await store.last()).toBeNull()
      expect(await store.read(0, 10)).toEqual([])
      expect(await store.lastBeat()).toBeNull()
      expect(await store.checkpointBefore('exercise', 10)).toBeNull()
    })

    test('[JRN3] rows, beat and checkpoints are there for the next process', async () => {
      const { under, store, fence } = await begin()
      const rows = rowsAfter('x1', null, 7)
      await appendUntilFlushed(store, fence, rows)
      await store.beat(1_700_000_000_000, 4321)
      await store.putCheckpoint({ stream: 'exercise', sequence: 7, recordedAt: 70, bytes: new Uint8Array([7]), hash: new Uint8Array([77]) })
      await store.close()
      const next = await open(await under.reopen())
      expect(next.fence).toBeGreaterThan(fence)
      expect(await next.store.read(0, 100)).toEqual(rows)
      expect(await next.store.lastBeat()).toEqual({ wallAtMs: 1_700_000_000_000, recordedAt: 4321 })
      expect(await next.store.checkpointBefore('exercise', 100)).toEqual({ stream: 'exercise', sequence: 7, recordedAt: 70, bytes: new Uint8Array([7]), hash: new Uint8Array([77]) })
      await appendUntilFlushed(next.store, next.fence, rowsAfter('x1', rows[6] ?? null, 2))
      expect((await next.store.last())?.sequence).toBe(9)
    })

    test('[JRN4] appends that are handed over before the first is written are stored in order', async () => {
      const { store, fence } = await begin()
      await appendUntilFlushed(store, fence, rowsAfter('x1', null, 1))
      const rows = rowsAfter('x1', await store.last(), 30)
      const settled: number[] = []
      await Promise.all(rows.map(async (row) => {
        const { written, flushed } = store.append([row], { fence, afterSequence: row.sequence - 1 })
        await written
        settled.push(row.sequence)
        await flushed
      }))
      expect(settled).toEqual(rows.map((row) => row.sequence))
      expect((await store.read(1, 100))).toEqual(rows)
    })

    test('[JRN7] an owner whose lease is lost is refused, and nothing of his batch is stored', async () => {
      const { store, fence } = await begin()
      const rows = rowsAfter('x1', null, 3)
      for (const wrong of [fence - 1, fence + 1]) {
        const { written, flushed } = store.append(rows, { fence: wrong, afterSequence: 0 })
        flushed.catch(() => undefined)
        await expect(written).rejects.toSatisfy((error) => error instanceof Fenced || error instanceof StorageFull)
        await expect(flushed).rejects.toBeInstanceOf(Error)
      }
      expect(await store.read(0, 10)).toEqual([])
      await appendUntilFlushed(store, fence, rows)
    })

    test('[JRN7] a batch that does not follow the last row is refused whole', async () => {
      const { store, fence } = await begin()
      const rows = rowsAfter('x1', null, 6)
      await appendUntilFlushed(store, fence, rows.slice(0, 3))
      for (const after of [2, 4]) {
        const { written, flushed } = store.append(rows.slice(after), { fence, afterSequence: after })
        flushed.catch(() => undefined)
        await expect(written).rejects.toBeInstanceOf(Fenced)
      }
      expect(await store.read(0, 10)).toEqual(rows.slice(0, 3))
    })

    test('[JRN7] an exercise is open once', async () => {
      const { under, store } = await begin()
      await expect(under.storage.openExercise('x1')).rejects.toBeInstanceOf(AlreadyOpen)
      await expect(under.storage.deleteExercise('x1')).rejects.toBeInstanceOf(AlreadyOpen)
      await store.close()
      await store.close()
      await open(under.storage)
    })

    test('[JRN10] the newest checkpoint at or before a sequence is found, stream by stream', async () => {
      const { store } = await begin()
      for (const sequence of [2000, 10, 4000]) {
        await store.putCheckpoint({ stream: 'overlay@1', sequence, recordedAt: sequence * 2, bytes: new Uint8Array([sequence / 10]), hash: null })
      }
      await store.putCheckpoint({ stream: 'exercise', sequence: 3000, recordedAt: 1, bytes: new Uint8Array([1]), hash: null })
      const found = async (sequence: number): Promise<number | undefined> => (await store.checkpointBefore('overlay@1', sequence))?.sequence
      expect([await found(9), await found(10), await found(3999), await found(99_999)]).toEqual([undefined, 10, 2000, 4000])
      await store.putCheckpoint({ stream: 'overlay@1', sequence: 10, recordedAt: 20, bytes: new Uint8Array([9]), hash: null })
      expect((await store.checkpointBefore('overlay@1', 10))?.bytes).toEqual(new Uint8Array([9]))
    })

    test('[MED1] media come back as they were brought, for the next process too, and are counted', async () => {
      const { under, store, fence } = await begin()
      await appendUntilFlushed(store, fence, rowsAfter('x1', null, 1))
      const one = mediaNamed('m1', 300)
      const other = mediaNamed('m2', 50_000)
      await putUntilStored(store, fence, one)
      await putUntilStored(store, fence, other)
      expect(await store.mediaBytes()).toBe(50_300)
      const read = await store.media('m1')
      read?.bytes.fill(0)
      expect(await store.media('m1')).toEqual(mediaNamed('m1', 300))
      expect(await store.media('m3')).toBeNull()
      await store.close()
      const next = await open(await under.reopen())
      expect(await next.store.media('m2')).toEqual(other)
      expect(await next.store.mediaBytes()).toBe(50_300)
    })

    test('[MED61] a large media is kept whole, over a restart, too, and refused it leaves nothing', async () => {
      const { under, store, fence } = await begin()
      const film = mediaNamed('film', 3 * 1024 * 1024 + 17)
      for (const [at, index] of [[0, 1], [1024 * 1024, 2], [3 * 1024 * 1024, 3]] as const) film.bytes[at] = index
      await putUntilStored(store, fence, film)
      const even = mediaNamed('even', 2 * 1024 * 1024)
      await putUntilStored(store, fence, even)
      await expect(store.putMedia({ ...film, bytes: even.bytes }, fence)).rejects.toBeInstanceOf(Error)
      await expect(store.putMedia({ ...film, id: 'late' }, fence - 1)).rejects.toBeInstanceOf(Error)
      expect(await store.media('late')).toBeNull()
      await store.close()
      const next = await open(await under.reopen())
      expect(await next.store.mediaBytes()).toBe(film.bytes.length + even.bytes.length)
      const read = await next.store.media('film')
      expect(Buffer.compare(read?.bytes ?? new Uint8Array(), film.bytes)).toBe(0)
      expect(Buffer.compare((await next.store.media('even'))?.bytes ?? new Uint8Array(), even.bytes)).toBe(0)
    })

    test('[MED1] media are never written over, and an owner whose lease is lost stores none', async () => {
      const { store, fence } = await begin()
      await putUntilStored(store, fence, mediaNamed('m1', 300))
      await expect(store.putMedia(mediaNamed('m1', 7), fence)).rejects.toBeInstanceOf(Error)
      await expect(store.putMedia(mediaNamed('m2', 7), fence - 1)).rejects.toBeInstanceOf(Error)
      expect(await store.media('m1')).toEqual(mediaNamed('m1', 300))
      expect(await store.media('m2')).toBeNull()
      expect(await store.mediaBytes()).toBe(300)
    })

    test('[JRN11] a deleted exercise leaves nothing', async () => {
      const { under, store, fence } = await begin()
      await appendUntilFlushed(store, fence, rowsAfter('x1', null, 3))
      await putUntilStored(store, fence, mediaNamed('m1', 9))
      await store.close()
      await under.storage.deleteExercise('x1')
      await under.storage.deleteExercise('x1')
      const again = await open(under.storage)
      expect(await again.store.last()).toBeNull()
      expect(await again.store.media('m1')).toBeNull()
    })

    test('[JRN13] the house knows its exercises and who is signed in, for the next process too', async () => {
      const { under, store } = await begin()
      const house = await under.storage.house()
      const amina = { secretHash: 'a1', kind: 'seat', exercise: 'x1', seat: 'amina', document: null, createdWallMs: 5 } as const
      const ticket = { secretHash: 'b2', kind: 'ticket', exercise: 'x2', seat: 'bao', document: 'overlay@1', createdWallMs: 6 } as const
      const desk = { secretHash: 'c3', kind: 'house', exercise: null, seat: null, document: null, createdWallMs: 7 } as const
      await house.addExercise({ id: 'x1', title: 'Wenza, course 12', createdWallMs: 1 })
      await house.addExercise({ id: 'x2', title: 'Wenza, course 13', createdWallMs: 2 })
      for (const session of [amina, ticket, desk]) await house.addSession(session)
      await store.close()
      await house.close()
      const next = await (await under.reopen()).house()
      ends.push(() => next.close())
      expect((await next.exercises()).map((row) => row.id)).toEqual(['x1', 'x2'])
      expect([await next.session('a1'), await next.session('b2'), await next.session('c3')]).toEqual([amina, ticket, desk])
      await next.removeSessionsOf('amina')
      await next.removeSession('c3')
      expect([await next.session('a1'), await next.session('c3'), await next.session('zz')]).toEqual([null, null, null])
      await next.removeExercise('x2')
      expect(await next.exercises()).toEqual([{ id: 'x1', title: 'Wenza, course 12', createdWallMs: 1 }])
      expect(await next.session('b2')).toBeNull()
    })
  })
}

function mediaNamed(id: string, size: number): StoredMedia {
  return { id, document: 'syndicate/s1/board', type: 'image/png', author: 'amina', sequence: 1, hash: new Uint8Array(32).fill(size % 251), bytes: new Uint8Array(size).fill(size % 253) }
}

/** A full disk stored nothing, and the same media is brought again. */
async function putUntilStored(store: ExerciseStore, fence: number, media: StoredMedia): Promise<void> {
  for (;;) {
    const full = await store.putMedia(media, fence).then(() => null, (error: unknown) => error)
    if (full === null) return
    if (!(full instanceof StorageFull)) throw full
    if (await store.media(media.id) !== null) throw new Error('a refused media was stored')
  }
}

/** As the journal does it: a full disk stored nothing, and the same batch is tried again. */
async function appendUntilFlushed(store: ExerciseStore, fence: number, batch: readonly StoredEntry[]): Promise<void> {
  const first = batch[0]
  if (first === undefined) return
  for (;;) {
    const { written, flushed } = store.append(batch, { fence, afterSequence: first.sequence - 1 })
    flushed.catch(() => undefined)
    const full = await written.then(() => null, (error: unknown) => error)
    if (full === null) return flushed
    if (!(full instanceof StorageFull)) throw full
    const last = await store.last()
    if (last !== null && last.sequence >= first.sequence) throw new Error('a refused batch was stored in part')
  }
}
