/** An exhibit while it is added: the file, its words, and what is still missing. First to the server's disk, then on the shelf. */
import { isPlayed, type Exhibit, type ExhibitKind } from '#shared/exercise/exhibit.ts'
import type { HatId, Serial } from '#shared/exercise/names.ts'
import { exhibitKindOf, readExhibit } from '#shared/media/exhibitBytes.ts'
import type { MediaKept } from '#shared/protocol/http.ts'
import { limits } from '#shared/protocol/limits.ts'
import type { Command } from '#shared/exercise/commands.ts'
import type { Reply } from '#shared/protocol/reply.ts'
import type { CommandDone } from '#shared/protocol/reply.ts'
import { exhibitsText as words } from '../../text/en/exhibits.ts'

/** What the draft asks of the world; told apart so that it can be tested without one. */
export interface ExhibitDoors {
  bring(file: Blob): Promise<Reply<MediaKept>>
  send(command: Command): Promise<Reply<CommandDone>>
  /** Rejects for a PDF that cannot be opened. */
  countPages(bytes: Uint8Array): Promise<number>
}

const largest = Math.max(...Object.values(limits.exhibitBytes))

export class ExhibitDraft {
  file = $state.raw<File | null>(null)
  kind = $state<ExhibitKind | null>(null)
  title = $state('')
  words = $state('')
  notice = $state('')
  hat = $state<HatId | null>(null)
  busy = $state(false)
  /** Why it is not added; null = nothing is wrong. */
  problem = $state<string | null>(null)
  #pages: number | null = null
  readonly #doors: ExhibitDoors

  constructor(doors: ExhibitDoors) {
    this.#doors = doors
  }

  get needsWords(): boolean {
    return this.kind !== null && isPlayed(this.kind)
  }

  get isReady(): boolean {
    return this.file !== null && this.kind !== null && this.title.trim() !== '' && !(this.needsWords && this.words.trim() === '') && !this.busy
  }

  /** Looked over here first, by the same rules as on the server: what cannot be kept crosses no wire. */
  async choose(file: File): Promise<void> {
    this.problem = null
    this.file = null
    this.kind = null
    this.#pages = null
    if (file.size > largest) return this.#refuse(words.tooLarge(largest))
    const bytes = new Uint8Array(await file.arrayBuffer())
    const read = readExhibit(bytes)
    if (read.status !== 'read') return this.#refuse(read.status === 'locked' ? words.locked : words.unknown)
    const most = limits.exhibitBytes[read.kind]
    if (file.size > most) return this.#refuse(words.tooLarge(most))
    if (read.kind === 'pdf') {
      this.#pages = await this.#doors.countPages(bytes).catch(() => null)
      if (this.#pages === null) return this.#refuse(words.badPdf)
    }
    this.file = file
    this.kind = read.kind
    if (this.title.trim() === '') this.title = titleOf(file.name)
  }

  /** Null when it was not added; `problem` says why. */
  async add(serial: Serial | null): Promise<Exhibit | null> {
    if (!this.isReady || this.file === null) return null
    this.busy = true
    this.problem = null
    try {
      const kept = await this.#doors.bring(this.file)
      const kind = kept.ok ? exhibitKindOf(kept.value.type) : null
      if (!kept.ok || kind === null) {
        this.problem = kept.ok ? words.unknown : kept.refusal.sentence
        return null
      }
      const exhibit: Exhibit = { media: kept.value.id, kind, title: this.title.trim(), words: this.words.trim(), notice: this.notice.trim() || null, hat: this.hat, pages: this.#pages }
      const done = await this.#doors.send({ type: 'exhibit:add', exhibit, serial })
      if (!done.ok) this.problem = done.refusal.sentence
      return done.ok ? exhibit : null
    } finally {
      this.busy = false
    }
  }

  #refuse(problem: string): void {
    this.problem = problem
  }
}

/** A file's name as a title: without its ending, and with spaces between its words. */
export function titleOf(name: string): string {
  return name.replace(/\.[A-Za-z0-9]{1,5}$/, '').replace(/[_\s]+/g, ' ').trim().slice(0, 120)
}
