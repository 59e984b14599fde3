/**
 * How much one seat may know, in the words of permissions.md. Everything that leaves the server for a seat (a view, an event,
 * a replay line) is cut to this. Compared before and after an event, it tells whether the seat learned or lost a right.
 */
import { isAddressed } from '../inject.ts'
import type { Inject, InjectContent, InjectRelease, InjectSecrets } from '../inject.ts'
import type { SeatId, SyndicateId } from '../names.ts'
import { admittedSeat, readableDocuments } from '../permissions.ts'
import { keepEntries } from '../records.ts'
import type { Paper } from '../scenario.ts'
import { isDirectingStaff } from '../seat.ts'
import type { Seat } from '../seat.ts'
import { copyContent, sharedContent } from './exhibits.ts'
import type { ExerciseState } from '../state.ts'

export type Knowledge =
  /** Strangers, the lobby, those removed: nothing of the exercise. */
  | { readonly kind: 'nothing'; readonly seat: Seat | undefined }
  | { readonly kind: 'everything'; readonly seat: Seat }
  /** `syndicates`: whose world, inbox and messages it knows; their own for members, the assigned ones for evaluators. */
  | { readonly kind: 'part'; readonly seat: Seat; readonly syndicates: readonly SyndicateId[] }

export type Part = Extract<Knowledge, { kind: 'part' }>

export function knowledgeOf(state: ExerciseState, id: SeatId): Knowledge {
  const seat = admittedSeat(state, id)
  if (seat === undefined) return { kind: 'nothing', seat: Object.hasOwn(state.seats, id) ? state.seats[id] : undefined }
  if (isDirectingStaff(seat)) return { kind: 'everything', seat }
  if (seat.role === 'member') return { kind: 'part', seat, syndicates: seat.syndicate === null ? [] : [seat.syndicate] }
  if (seat.role === 'evaluator') return { kind: 'part', seat, syndicates: seat.assigned }
  return { kind: 'part', seat, syndicates: [] }
}

/** Equal texts = the same rights. Documents count, since what is known of them follows the right to read. */
export function rightsText(state: ExerciseState, id: SeatId): string {
  const known = knowledgeOf(state, id)
  if (known.seat === undefined) return ''
  const { status, role, syndicate, hat, assigned } = known.seat
  return JSON.stringify([status, role, syndicate, hat, assigned, known.kind === 'part' ? readableDocuments(state, id) : []])
}

/** Others see who is in the room; whom an evaluator watches is not theirs to know. Null = not at all. */
export function maskSeat(seat: Seat, viewer: SeatId): Seat | null {
  if (seat.id === viewer) return seat
  if (seat.status === 'waiting') return null
  return seat.assigned.length === 0 ? seat : { ...seat, assigned: [] }
}

/** Whether this seat reads this syndicate's copy: its own (by its hat, or by itself), or an assigned one. */
export function readsRelease(part: Part, syndicate: SyndicateId, copy: Pick<InjectRelease, 'hat' | 'seat'>): boolean {
  return part.syndicates.includes(syndicate) && (part.seat.role === 'evaluator' || isAddressed(copy, part.seat))
}

/** Null = this seat knows nothing of the inject. */
export function maskInject(inject: Inject, part: Part): Inject | null {
  const readable = keepEntries(inject.releases, (release) => readsRelease(part, release.syndicate, release))
  const releases = Object.fromEntries(Object.entries(readable).map(([key, release]) => [key, maskRelease(release, part)]))
  if (Object.keys(releases).length === 0 && inject.shared === null) return null
  const current = Object.values(releases).some((release) => release.withdrawnAt === null)
  const shared = inject.shared === null ? null : sharedContent(inject.shared, part)
  return { ...inject, shared, releases, secrets: current ? maskSecrets(inject.secrets, part) : null }
}

/** What was taken back is not read again; a mark "raise in plenary" is the staff's own note until they raise it. */
function maskRelease(release: InjectRelease, part: Part): InjectRelease {
  const review = hidesReview(part) && release.review?.mark === 'plenary' ? null : release.review
  return { ...release, review, content: release.withdrawnAt === null ? copyContent(release.content, part) : emptyContent }
}

export function hidesReview(part: Part): boolean {
  return part.seat.role !== 'evaluator'
}

/** Evaluators get the expected actions of what was released to those they watch; nobody else anything. */
export function maskSecrets(secrets: InjectSecrets | null, part: Part): InjectSecrets | null {
  if (secrets === null || part.seat.role !== 'evaluator') return null
  return { serial: '', groundTruth: '', dilemma: '', expected: secrets.expected, branches: [], staffNotes: '', tags: [] }
}

export const emptyContent: InjectContent = {
  title: '', text: '', channel: 'message', from: '', grade: null, place: null, scenarioMinute: null,
  answer: { kind: 'read' }, answerMinutes: null, contentNotice: null, protected: false,
}

export function readsPaper(part: Part, paper: Paper): boolean {
  return paper.audience === 'all' || (part.seat.role === 'member' && part.seat.hat === paper.audience.hat)
}

/** Empty list = to everyone. Null = not to this seat; else those of the addressed it may know. */
export function maskAddressees(syndicates: readonly SyndicateId[], part: Part): readonly SyndicateId[] | null {
  if (syndicates.length === 0) return syndicates
  const known = syndicates.filter((id) => part.syndicates.includes(id))
  return known.length === 0 ? null : known
}
