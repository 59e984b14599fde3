/** Walking through a record: by chapters, by entries, and where something happened at all. What the player's parts share. */
import { chapterAfter, chapterAt, chapterBefore, type Chapter } from '#shared/replay/chapters.ts'
import type { Idle } from '#shared/replay/density.ts'
import type { ReplayIndex } from '#shared/replay/replayIndex.ts'
import { idleMs } from './replayPlayer.ts'
import type { ReplaySource } from './replaySource.svelte.ts'

export class ReplayWalk {
  readonly source: ReplaySource
  readonly #index: ReplayIndex

  constructor(source: ReplaySource, index: ReplayIndex) {
    this.source = source
    this.#index = index
  }

  /** Those this seat saw begin. */
  readonly chapters: readonly Chapter[] = $derived.by(() => {
    // The record grew: its index is no rune.
    void this.source.markers
    return this.#index.chapters.filter(({ at }) => at >= this.source.start)
  })
  readonly chapter: Chapter | null = $derived.by(() => chapterAt(this.chapters, this.source.now))
  readonly idle: readonly Idle[] = $derived.by(() => {
    void this.source.markers
    return this.#index.density.idle(this.source.start, this.source.end, idleMs)
  })
  readonly entry: { readonly number: number; readonly of: number } = $derived.by(() => {
    void this.source.markers
    return { number: this.#index.steps.numberAt(this.source.moment), of: this.#index.steps.count }
  })

  density(stretches: number, syndicate: string | null = null): number[] {
    void this.source.markers
    return this.#index.density.histogram(this.source.start, this.source.end, stretches, syndicate)
  }

  toChapter(direction: 1 | -1): void {
    const { source, chapters } = this
    const target = direction === 1 ? chapterAfter(chapters, source.now) : chapterBefore(chapters, source.now)
    source.seek(target?.at ?? (direction === 1 ? source.end : source.start))
  }

  /** One entry on or back; who steps does not play. */
  toEntry(direction: 1 | -1): void {
    const { source } = this
    source.pause()
    const target = direction === 1 ? this.#index.steps.next(source.moment) : this.#index.steps.previous(source.moment)
    if (target === null || target.recordedAt < source.start) source.seek(direction === 1 ? source.end : source.start)
    else source.seekEntry(target)
  }
}
