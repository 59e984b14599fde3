/**
 * Storage in a folder: house.sqlite, and exercises/<id>.sqlite, one file an exercise. Never open these files by other
 * means in this process while they are open here: closing such a descriptor would free SQLite's locks on them.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Checkpointer } from './checkpointer.ts'
import { CheckpointWorkshop } from './checkpointWorkshop.ts'
import { pickEngine } from './pickEngine.ts'
import { syncFolder } from './onDisk.ts'
import { type ProcessLock, takeProcessLock } from './processLock.ts'
import { SqliteExercise } from './sqliteExercise.ts'
import type { SqliteConnection, SqliteEngine } from './sqliteEngine.ts'
import { DamagedFile } from './sqliteRows.ts'
import { SqliteHouse } from './sqliteHouse.ts'
import { Meta, prepareExerciseFile, prepareHouseFile } from './sqliteSchema.ts'
import type { ExerciseFiles, ExerciseStore, HouseStore, Storage } from './storage.ts'
import type { Clock } from '../time/clock.ts'
import { SharedPace } from '../time/sharedPace.ts'
import { type SyncFile, WalFlush } from './walFlush.ts'

export interface SqliteStorageParts {
  /** Made when missing. */
  readonly folder: string
  /** pickEngine()'s unless given. */
  readonly engine?: SqliteEngine
  /** How a file is flushed; fdatasync unless a test breaks the disk. */
  readonly sync?: SyncFile
  /** By which the disk rests between flushes; without it nothing rests. */
  readonly clock?: Clock
}

/** Together, all exercises flush about so often; one alone some twenty times a second. */
const flushesPerSecond = 100
/** "Saved" waits a quarter of a second for a rest at most, in twenty-five exercises at once. */
const flushStretchMost = 6

/** Rejects with NoEngine when no sound SQLite is present. Takes no lock yet: house() and openExercise() do. */
export async function openSqliteStorage(parts: SqliteStorageParts): Promise<Storage> {
  const engine = parts.engine ?? await pickEngine()
  mkdirSync(join(parts.folder, 'exercises'), { recursive: true })
  return new SqliteStorage(engine, parts)
}

class SqliteStorage implements Storage {
  readonly engine: string
  readonly files: ExerciseFiles
  readonly #folder: string
  readonly #sqlite: SqliteEngine
  readonly #flushing: Pick<SqliteStorageParts, 'sync' | 'clock'> & { readonly pace?: SharedPace }
  readonly #workshop: CheckpointWorkshop

  constructor(engine: SqliteEngine, { folder, sync, clock }: SqliteStorageParts) {
    this.engine = engine.description
    this.#folder = folder
    this.#sqlite = engine
    this.#flushing = { ...(sync === undefined ? {} : { sync }), ...(clock === undefined ? {} : { clock, pace: new SharedPace(clock, flushesPerSecond, flushStretchMost) }) }
    this.#workshop = new CheckpointWorkshop(engine.name)
    this.files = { folder, engine: engine.name, fileOf: (id) => this.#fileOf(id) }
  }

  async house(): Promise<HouseStore> {
    const lock = takeProcessLock(this.#sqlite, join(this.#folder, 'house.lock'), (pid) =>
      `Another Sandtable${processNamed(pid)} is using the folder ${this.#folder}. Stop it first, or start this one with another folder.`)
    const file = join(this.#folder, 'house.sqlite')
    return this.#held(lock, file, () => {
      const connection = this.#sqlite.open(file, { readOnly: false })
      return closedOnError(connection, () => {
        prepareHouseFile(connection)
        return new SqliteHouse(this.#sqlite, connection, () => lock.release())
      })
    })
  }

  async openExercise(id: string): Promise<{ readonly store: ExerciseStore; readonly fence: number }> {
    const lock = this.#lockExercise(id)
    const file = this.#fileOf(id)
    return this.#held(lock, file, () => {
      const connection = this.#sqlite.open(file, { readOnly: false })
      return closedOnError(connection, () => {
        prepareExerciseFile(connection, id)
        const meta = new Meta(connection)
        const fence = (meta.number('fence') ?? 0) + 1
        connection.transaction(() => meta.set('fence', String(fence)))
        syncFolder(join(this.#folder, 'exercises'))
        const flush = new WalFlush(`${file}-wal`, this.#flushing)
        const checkpointer = new Checkpointer({ engine: this.#sqlite, file, connection, flush, workshop: this.#workshop })
        const closed = (): void => lock.release()
        // Only a server that goes on for a day has work at which its beginning would be felt.
        if (this.#flushing.clock !== undefined) setImmediate(() => this.#workshop.prepare())
        return { store: new SqliteExercise({ exercise: id, engine: this.#sqlite, connection, flush, checkpointer, closed }), fence }
      })
    })
  }

  async deleteExercise(id: string): Promise<void> {
    this.#lockExercise(id).release()
    for (const ending of ['', '-wal', '-shm']) rmSync(this.#fileOf(id) + ending, { force: true })
    rmSync(this.#lockFileOf(id), { force: true })
  }

  #lockExercise(id: string): ProcessLock {
    if (!/^[\w-]{1,64}$/.test(id)) throw new Error('An exercise id is 1 to 64 letters, digits, - and _.')
    return takeProcessLock(this.#sqlite, this.#lockFileOf(id), (pid) =>
      `This exercise is open in another Sandtable${processNamed(pid)}. Stop it first.`)
  }

  /** Frees the lock when opening fails, and says which file is damaged when that is why. */
  #held<T>(lock: ProcessLock, file: string, open: () => T): T {
    try {
      return open()
    } catch (error) {
      lock.release()
      if (this.#sqlite.failureOf(error) !== 'damaged') throw error
      throw new DamagedFile(`The file ${file} is damaged, or is no exercise. Keep it, and put a copy of it from before in its place.`)
    }
  }

  #fileOf(id: string): string {
    return join(this.#folder, 'exercises', `${id}.sqlite`)
  }

  #lockFileOf(id: string): string {
    return join(this.#folder, 'exercises', `${id}.lock`)
  }
}

function processNamed(pid: number | null): string {
  return pid === null ? '' : ` (process ${pid})`
}

function closedOnError<T>(connection: SqliteConnection, act: () => T): T {
  try {
    return act()
  } catch (error) {
    connection.close()
    throw error
  }
}
