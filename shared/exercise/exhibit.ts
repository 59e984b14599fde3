/**
 * An exhibit: a picture, a sound, a PDF or a video of the directing staff's, sent with an inject or put on the stage. Its
 * bytes are media; what people read instead of them, and what is said before them, is here.
 */
import type { HatId, Serial } from './names.ts'
import type { RecordedAt } from './moment.ts'

export const exhibitKinds = ['picture', 'audio', 'pdf', 'video'] as const
export type ExhibitKind = (typeof exhibitKinds)[number]

export interface Exhibit {
  /** The random id of its bytes; empty while it is covered for a seat. */
  readonly media: string
  readonly kind: ExhibitKind
  readonly title: string
  /** What is said or shown, for those who cannot hear or see it. Never empty for sound and video. */
  readonly words: string
  /** Said before it is opened, for distressing content; null = none. */
  readonly notice: string | null
  /** Sealed: only wearers of this hat are sent it; null = whoever is sent the inject. */
  readonly hat: HatId | null
  /** Of a PDF; null for others. */
  readonly pages: number | null
}

/** On the directing staff's shelf: for one planned inject, or free for the stage and for free injects. */
export interface KeptExhibit {
  readonly exhibit: Exhibit
  readonly serial: Serial | null
}

/** What stands on the stage, and how far it has got. */
export interface StagedExhibit {
  readonly exhibit: Exhibit
  /** The notice stands before it: the directing staff tell the room first. */
  readonly covered: boolean
  /** From 1. */
  readonly page: number
  readonly playing: boolean
  /** Where in the sound or video it stood when that was last set. */
  readonly positionMs: number
  readonly cuedAt: RecordedAt
}

export function isPlayed(kind: ExhibitKind): boolean {
  return kind === 'audio' || kind === 'video'
}

/** Where a sound or video is at a moment: it goes on by itself while it plays. */
export function positionAt(staged: StagedExhibit, now: RecordedAt): number {
  return staged.playing ? staged.positionMs + Math.max(0, now - staged.cuedAt) : staged.positionMs
}

/** Its title and its notice: what stands before the room until the staff open it. */
export function coverOf(exhibit: Exhibit): Exhibit {
  return { ...exhibit, media: '', words: '', hat: null, pages: null }
}
