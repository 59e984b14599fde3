/** Hands a file over to the person: the browser keeps it where downloads go. */
import type { Machine } from '../../state/machine.ts'

export function saveFile(machine: Machine, name: string, type: string, content: BlobPart): void {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  machine.after(60_000, () => URL.revokeObjectURL(address))
}

/** '2 Bravo, planning' → '2-bravo-planning': safe in every file system, letters of every script kept. */
export function fileName(words: string): string {
  return words.toLocaleLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 60)
}
