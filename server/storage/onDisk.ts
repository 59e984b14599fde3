/** Files and folders as a whole: on the disk, or gone with all that SQLite laid beside them. */
import { closeSync, fsyncSync, openSync, rmSync } from 'node:fs'

export function syncFile(file: string): void {
  syncOpened(openSync(file, 'r+'))
}

/** So that a power cut cannot take a new file's name. Windows knows no such thing, and needs none. */
export function syncFolder(folder: string): void {
  if (process.platform !== 'win32') syncOpened(openSync(folder, 'r'))
}

export function removeFile(file: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(file + ending, { force: true })
}

function syncOpened(descriptor: number): void {
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
