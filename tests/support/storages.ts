/** Storages that behave as disks and databases do on a bad day, made of an honest one. */
import { type Appended, type ExerciseStore, type Storage, StorageFull } from '../../server/storage/storage.ts'

/** A database far away: rows appear, and are said to be there, `ms` after they were handed over; `flushed` settles before `written` is heard. */
export function delayed(inner: Storage, ms: number): Storage {
  const later = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms) })
  return changed(inner, (store) => ({
    append: (batch, condition) => {
      const appended: Promise<Appended> = later().then(() => store.append(batch, condition))
      const written = appended.then(({ written }) => written)
      const flushed = appended.then(({ flushed }) => flushed)
      written.catch(() => undefined)
      flushed.catch(() => undefined)
      return { flushed, written: written.then(() => Promise.resolve()) }
    },
    putMedia: (media, fence) => later().then(() => store.putMedia(media, fence)),
    read: (after, most) => later().then(() => store.read(after, most)),
    readDocument: (wireName, after, upTo, most) => later().then(() => store.readDocument(wireName, after, upTo, most)),
    close: () => later().then(() => store.close()),
  }))
}

export interface FullDisk {
  readonly storage: Storage
  /** How many of the next appends find the disk full. */
  fullFor: number
}

/** A disk that is full for a while: nothing of a refused batch is stored. */
export function fillable(inner: Storage): FullDisk {
  const disk = {
    fullFor: 0,
    storage: changed(inner, (store) => ({
      append: (batch, condition) => {
        if (disk.fullFor === 0) return store.append(batch, condition)
        disk.fullFor -= 1
        const written = Promise.reject(new StorageFull('The disk cannot take more.'))
        written.catch(() => undefined)
        return { written, flushed: written }
      },
      putMedia: (media, fence) => {
        if (disk.fullFor === 0) return store.putMedia(media, fence)
        disk.fullFor -= 1
        return Promise.reject(new StorageFull('The disk cannot take more.'))
      },
    })),
  }
  return disk
}

/** An honest storage some of whose doings are replaced. */
export function changed(inner: Storage, change: (store: ExerciseStore) => Partial<ExerciseStore>): Storage {
  return {
    engine: inner.engine,
    files: null,
    house: () => inner.house(),
    deleteExercise: (id) => inner.deleteExercise(id),
    openExercise: async (id) => {
      const { store, fence } = await inner.openExercise(id)
      return { fence, store: { ...delegated(store), ...change(store) } }
    },
  }
}

/** The store as plain functions, so that a test can replace some. */
export function delegated(store: ExerciseStore): ExerciseStore {
  return {
    exercise: store.exercise,
    append: (batch, condition) => store.append(batch, condition),
    read: (after, most) => store.read(after, most),
    readDocument: (wireName, after, upTo, most) => store.readDocument(wireName, after, upTo, most),
    last: () => store.last(),
    survey: (after, most) => store.survey(after, most),
    documentOf: (sequence) => store.documentOf(sequence),
    mendIndex: () => store.mendIndex(),
    notedHead: () => store.notedHead(),
    putMedia: (media, fence) => store.putMedia(media, fence),
    media: (id) => store.media(id),
    mediaBytes: () => store.mediaBytes(),
    putCheckpoint: (checkpoint) => store.putCheckpoint(checkpoint),
    checkpointBefore: (stream, sequence) => store.checkpointBefore(stream, sequence),
    beat: (wallAtMs, recordedAt) => store.beat(wallAtMs, recordedAt),
    lastBeat: () => store.lastBeat(),
    close: () => store.close(),
  }
}
