import { expect, test } from 'vitest'
import { MemoryStorage } from '../../../server/storage/memory.ts'
import { Fenced, type Storage } from '../../../server/storage/storage.ts'
import { registerStorageContract, type StorageUnderTest } from '../../contracts/storageContract.ts'
import { rowsAfter } from '../../support/rows.ts'
import { delayed, fillable } from '../../support/storages.ts'

function under(wrap: (storage: Storage) => Storage): () => Promise<StorageUnderTest> {
  return async () => {
    const memory = new MemoryStorage()
    return { storage: wrap(memory), reopen: async () => wrap(memory.takeOver()), destroy: async () => undefined }
  }
}

registerStorageContract('memory', under((storage) => storage))
registerStorageContract('memory, answering after 50 ms', under((storage) => delayed(storage, 50)))
registerStorageContract('memory, full for the first two appends', under((storage) => {
  const disk = fillable(storage)
  disk.fullFor = 2
  return disk.storage
}))

test('[JRN7] the next process fences the one it takes over from', async () => {
  const memory = new MemoryStorage()
  const lost = await memory.openExercise('x1')
  const next = await memory.takeOver().openExercise('x1')
  const rows = rowsAfter('x1', null, 1)
  await expect(lost.store.append(rows, { fence: lost.fence, afterSequence: 0 }).written).rejects.toBeInstanceOf(Fenced)
  await next.store.append(rows, { fence: next.fence, afterSequence: 0 }).flushed
})
