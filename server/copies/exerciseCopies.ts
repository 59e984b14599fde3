/**
 * Whole copies of exercises: carried away on a stick, brought in from one, and kept by themselves while the day goes on.
 * Each is one file, read through before anybody is told that there is one.
 */
import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ExerciseFiles } from '../storage/storage.ts'
import type { Ids } from '../time/clock.ts'
import { backupName, type Backup, readBackupName, tooMany } from './backupNames.ts'
import { CopyFailed, type CopyReport } from './copyTask.ts'
import { CopyWorkshop } from './copyWorkshop.ts'

export interface CopiesParts {
  readonly files: ExerciseFiles
  readonly ids: Pick<Ids, 'next'>
  /** A folder on another disk, where backups are kept a second time; null when there is none. */
  readonly secondFolder: string | null
}

/** What became of one backup. */
export interface BackedUp {
  readonly backup: Backup
  readonly report: CopyReport
  /** Why it is not on the second disk; null when it is, or when there is none. */
  readonly secondFailed: string | null
}

export class ExerciseCopies {
  readonly #parts: CopiesParts
  readonly #workshop: CopyWorkshop

  constructor(parts: CopiesParts) {
    this.#parts = parts
    this.#workshop = new CopyWorkshop(parts.files.engine)
  }

  /** A copy of an exercise as it is now, running or not; remove it by `done`. Rejects with CopyFailed. */
  async leaving(exercise: string): Promise<{ readonly file: string; readonly report: CopyReport; done(): Promise<void> }> {
    const file = await this.#passingFile()
    const report = await this.#workshop.copy({ act: 'out', from: this.#parts.files.fileOf(exercise), to: file })
    return { file, report, done: () => rm(file, { force: true }) }
  }

  /** Where bytes that come in are put until they are judged. */
  async #passingFile(): Promise<string> {
    const folder = join(this.#parts.files.folder, 'passing')
    await mkdir(folder, { recursive: true })
    return join(folder, `${this.#parts.ids.next()}.sqlite`)
  }

  arriving(): Promise<string> {
    return this.#passingFile()
  }

  /**
   * Puts what a file holds beside the other exercises, as a file of ours. `makeRoom` is asked first whether its place is
   * free; what it throws is passed on. Rejects with CopyFailed when the file is none, or is not what was recorded.
   */
  async adopt(from: string, makeRoom: (exercise: string) => Promise<void>): Promise<CopyReport> {
    const made = await this.#passingFile()
    try {
      const report = await this.#workshop.copy({ act: 'in', from, to: made })
      await makeRoom(report.exercise)
      const place = this.#parts.files.fileOf(report.exercise)
      if (existsSync(place)) throw new CopyFailed('failed', `There is a file ${basename(place)} already that is no exercise of this house.`)
      await rename(made, place)
      return report
    } finally {
      await rm(made, { force: true })
    }
  }

  /** Moves a file that cannot be opened out of the way, and keeps it. */
  async setAside(exercise: string, wallMs: number): Promise<void> {
    const file = this.#parts.files.fileOf(exercise)
    for (const ending of ['', '-wal', '-shm']) {
      if (existsSync(file + ending)) await rename(file + ending, `${file}.damaged-${Math.floor(wallMs)}${ending}`)
    }
  }

  /** Keeps a copy in the folder of backups, and on the second disk when there is one. Old ones make room. Rejects with CopyFailed. */
  async backUp(exercise: string, wallMs: number, why: Backup['why']): Promise<BackedUp> {
    const folder = this.#backupFolder(exercise)
    await mkdir(folder, { recursive: true })
    const passing = await this.#passingFile()
    const report = await this.#workshop.copy({ act: 'out', from: this.#parts.files.fileOf(exercise), to: passing })
    const backup: Backup = { wallMs: Math.floor(wallMs), sequence: report.lastSequence, why }
    const file = join(folder, backupName(backup))
    await rename(passing, file)
    await this.#thinOut(folder)
    return { backup, report, secondFailed: await this.#copyToSecond(exercise, file) }
  }

  /** Newest first. */
  async backups(exercise: string): Promise<readonly Backup[]> {
    return (await backupsIn(this.#backupFolder(exercise))).sort((a, b) => b.wallMs - a.wallMs)
  }

  backupFile(exercise: string, backup: Backup): string {
    return join(this.#backupFolder(exercise), backupName(backup))
  }

  /** Removes all there is of an exercise besides its own file: backups here and on the second disk, files set aside. */
  async forget(exercise: string): Promise<void> {
    for (const folder of [this.#parts.files.folder, this.#parts.secondFolder]) {
      if (folder !== null) await rm(join(folder, 'backups', exercise), { recursive: true, force: true })
    }
    const own = basename(this.#parts.files.fileOf(exercise))
    const beside = join(this.#parts.files.folder, 'exercises')
    for (const name of await namesIn(beside)) if (name.startsWith(`${own}.damaged-`) || name.startsWith(`${own}.part`)) await rm(join(beside, name), { force: true })
  }

  /** Copies that were broken off by a killed process. */
  async clearPassing(): Promise<void> {
    await rm(join(this.#parts.files.folder, 'passing'), { recursive: true, force: true })
  }

  async #thinOut(folder: string): Promise<void> {
    for (const backup of tooMany(await backupsIn(folder))) await rm(join(folder, backupName(backup)), { force: true })
  }

  /** A stick that was pulled out stops nothing: the reason is told. */
  async #copyToSecond(exercise: string, file: string): Promise<string | null> {
    const { secondFolder } = this.#parts
    if (secondFolder === null) return null
    try {
      const folder = join(secondFolder, 'backups', exercise)
      await mkdir(folder, { recursive: true })
      const to = join(folder, basename(file))
      await copyFile(file, `${to}.part`)
      await rename(`${to}.part`, to)
      await this.#thinOut(folder)
      return null
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }

  #backupFolder(exercise: string): string {
    return join(this.#parts.files.folder, 'backups', exercise)
  }
}

async function backupsIn(folder: string): Promise<Backup[]> {
  return (await namesIn(folder)).flatMap((name) => readBackupName(name) ?? [])
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => [])
}
