/** Storage in memory, for tests and for trying things out: the same contract as the disk, and gone with the process. */
import { parseWireName } from '#shared/board/documentName.ts'
import {
  AlreadyOpen, type Appended, type AppendCondition, type ExerciseRow, type ExerciseStore, Fenced, type HouseStore, type KeptCheckpoint, type RowsRead, type SessionRow,
  type Storage, type StoredEntry, type StoredMedia,
} from './storage.ts'

interface ExerciseMemory {
  /** Row n stands at n - 1. */
  rows: StoredEntry[]
  checkpoints: KeptCheckpoint[]
  readonly media: Map<string, StoredMedia>
  beat: { readonly wallAtMs: number; readonly recordedAt: number } | null
  fence: number
}

interface HouseMemory {
  readonly exercises: Map<string, ExerciseMemory>
  readonly listed: Map<string, ExerciseRow>
  readonly sessions: Map<string, SessionRow>
}

export class MemoryStorage implements Storage {
  readonly engine = 'memory'
  readonly files = null
  readonly #memory: HouseMemory
  readonly #open = new Set<string>()

  constructor(memory: HouseMemory = { exercises: new Map(), listed: new Map(), sessions: new Map() }) {
    this.#memory = memory
  }

  /** The same rows as another process finds them after this one was killed: stores opened here are fenced by opening there. */
  takeOver(): MemoryStorage {
    return new MemoryStorage(this.#memory)
  }

  house(): Promise<HouseStore> {
    return Promise.resolve(new MemoryHouse(this.#memory))
  }

  openExercise(id: string): Promise<{ readonly store: ExerciseStore; readonly fence: number }> {
    if (this.#open.has(id)) return Promise.reject(new AlreadyOpen('This exercise is open already.'))
    const memory = this.#memory.exercises.get(id) ?? { rows: [], checkpoints: [], media: new Map(), beat: null, fence: 0 }
    this.#memory.exercises.set(id, memory)
    memory.fence += 1
    this.#open.add(id)
    return Promise.resolve({ store: new MemoryExercise(id, memory, () => this.#open.delete(id)), fence: memory.fence })
  }

  deleteExercise(id: string): Promise<void> {
    if (this.#open.has(id)) return Promise.reject(new AlreadyOpen('This exercise is open: close it before deleting it.'))
    this.#memory.exercises.delete(id)
    return Promise.resolve()
  }
}

class MemoryExercise implements ExerciseStore {
  readonly exercise: string
  readonly #memory: ExerciseMemory
  readonly #closed: () => void

  constructor(exercise: string, memory: ExerciseMemory, closed: () => void) {
    this.exercise = exercise
    this.#memory = memory
    this.#closed = closed
  }

  append(batch: readonly StoredEntry[], condition: AppendCondition): Appended {
    const { rows, fence } = this.#memory
    if (condition.fence !== fence) return refused(new Fenced('Another process has taken over this exercise.'))
    if (condition.afterSequence !== (rows.at(-1)?.sequence ?? 0)) return refused(new Fenced('The journal does not end where its owner thinks.'))
    rows.push(...batch.map(copied))
    return { written: Promise.resolve(), flushed: Promise.resolve() }
  }

  read(after: number, most: number): Promise<StoredEntry[]> {
    return Promise.resolve(this.#memory.rows.slice(after, after + most).map(copied))
  }

  readDocument(wireName: string, after: number, upTo: number, most: number): Promise<StoredEntry[]> {
    const wanted = parseWireName(wireName)
    const rows = this.#memory.rows.slice(after, Math.max(after, upTo)).filter((row) =>
      wanted !== null && row.document?.name === wanted.name && row.document.epoch === wanted.epoch)
    return Promise.resolve(rows.slice(0, most).map(copied))
  }

  last(): Promise<StoredEntry | null> {
    const last = this.#memory.rows.at(-1)
    return Promise.resolve(last === undefined ? null : copied(last))
  }

  async survey(after: number, most: number): Promise<RowsRead> {
    const rows = (await this.read(after, most)).map((row) => ({ sequence: row.sequence, row }))
    return { rows, through: rows.length < most ? null : rows.at(-1)?.sequence ?? null }
  }

  documentOf(): Promise<null> {
    return Promise.resolve(null)
  }

  mendIndex(): Promise<void> {
    return Promise.resolve()
  }

  notedHead(): Promise<null> {
    return Promise.resolve(null)
  }

  putMedia(media: StoredMedia, fence: number): Promise<void> {
    if (fence !== this.#memory.fence) return Promise.reject(new Fenced('Another process has taken over this exercise.'))
    if (this.#memory.media.has(media.id)) return Promise.reject(new Error(`There is a media ${media.id} already.`))
    this.#memory.media.set(media.id, copiedMedia(media))
    return Promise.resolve()
  }

  media(id: string): Promise<StoredMedia | null> {
    const found = this.#memory.media.get(id)
    return Promise.resolve(found === undefined ? null : copiedMedia(found))
  }

  mediaBytes(): Promise<number> {
    return Promise.resolve(Array.from(this.#memory.media.values()).reduce((sum, { bytes }) => sum + bytes.length, 0))
  }

  putCheckpoint(checkpoint: KeptCheckpoint): Promise<void> {
    const others = this.#memory.checkpoints.filter((kept) => kept.stream !== checkpoint.stream || kept.sequence !== checkpoint.sequence)
    this.#memory.checkpoints = [...others, { ...checkpoint, bytes: checkpoint.bytes.slice() }]
    return Promise.resolve()
  }

  checkpointBefore(stream: string, sequence: number): Promise<KeptCheckpoint | null> {
    const before = this.#memory.checkpoints.filter((kept) => kept.stream === stream && kept.sequence <= sequence)
    const newest = before.sort((a, b) => b.sequence - a.sequence)[0]
    return Promise.resolve(newest === undefined ? null : { ...newest, bytes: newest.bytes.slice() })
  }

  beat(wallAtMs: number, recordedAt: number): Promise<void> {
    this.#memory.beat = { wallAtMs, recordedAt }
    return Promise.resolve()
  }

  lastBeat(): Promise<{ readonly wallAtMs: number; readonly recordedAt: number } | null> {
    return Promise.resolve(this.#memory.beat)
  }

  close(): Promise<void> {
    this.#closed()
    return Promise.resolve()
  }
}

class MemoryHouse implements HouseStore {
  readonly #memory: HouseMemory

  constructor(memory: HouseMemory) {
    this.#memory = memory
  }

  exercises(): Promise<ExerciseRow[]> {
    return Promise.resolve([...this.#memory.listed.values()])
  }

  addExercise(row: ExerciseRow): Promise<void> {
    this.#memory.listed.set(row.id, { ...row })
    return Promise.resolve()
  }

  removeExercise(id: string): Promise<void> {
    this.#memory.listed.delete(id)
    for (const session of [...this.#memory.sessions.values()]) {
      if (session.exercise === id) this.#memory.sessions.delete(session.secretHash)
    }
    return Promise.resolve()
  }

  session(secretHash: string): Promise<SessionRow | null> {
    return Promise.resolve(this.#memory.sessions.get(secretHash) ?? null)
  }

  addSession(row: SessionRow): Promise<void> {
    this.#memory.sessions.set(row.secretHash, { ...row })
    return Promise.resolve()
  }

  removeSessionsOf(seat: string): Promise<void> {
    for (const session of [...this.#memory.sessions.values()]) {
      if (session.seat === seat) this.#memory.sessions.delete(session.secretHash)
    }
    return Promise.resolve()
  }

  removeSession(secretHash: string): Promise<void> {
    this.#memory.sessions.delete(secretHash)
    return Promise.resolve()
  }

  close(): Promise<void> {
    return Promise.resolve()
  }
}

function copied(row: StoredEntry): StoredEntry {
  return {
    sequence: row.sequence, recordedAt: row.recordedAt, kind: row.kind, author: row.author,
    document: row.document === null ? null : { ...row.document },
    bytes: row.bytes.slice(), bytesHash: row.bytesHash?.slice() ?? null, hash: row.hash.slice(), chain: row.chain.slice(),
  }
}

function copiedMedia(media: StoredMedia): StoredMedia {
  return { ...media, hash: media.hash.slice(), bytes: media.bytes.slice() }
}

function refused(error: Error): Appended {
  const written = Promise.reject(error)
  written.catch(() => undefined)
  return { written, flushed: written }
}
