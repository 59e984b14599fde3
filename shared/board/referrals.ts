/**
 * Referrals: cases that go the confidential way. They lie in `syndicate/<id>/protected`, root Y.Map `referrals`, one record
 * under each random id, made of closed choices alone: no name, no place, no free text can be written down.
 */
import * as Y from 'yjs'
import { compareOrder, isOrder, orderAbove } from './order.ts'
import { newRecord, readFields, type Origin } from './yjsRecord.ts'

/** What is needed, who it is for, where it goes, how soon, what was agreed, how far it is. Each its own closed list. */
export const referralChoices = {
  need: ['medical', 'safety', 'support', 'legal', 'child-care', 'goods'],
  who: ['adult', 'child', 'not-said'],
  to: ['gbv-line', 'child-protection', 'health', 'human-rights', 'protection-cluster'],
  urgency: ['now', 'within-72-hours', 'routine'],
  consent: ['given', 'by-guardian', 'not-asked'],
  state: ['asked', 'accepted', 'closed'],
} as const

export type ReferralField = keyof typeof referralChoices
export type ReferralAnswers = { readonly [Field in ReferralField]: (typeof referralChoices)[Field][number] }
export interface Referral extends ReferralAnswers { readonly id: string; readonly order: string }

export const referralFields = Object.keys(referralChoices) as readonly ReferralField[]
const recordShape = /^[A-Za-z0-9_-]{1,64}$/

/** In the order they were made. What cannot be read is passed over. */
export function referralsOf(doc: Y.Doc): Referral[] {
  return Array.from(root(doc)).flatMap(([id, record]) => readReferral(id, record) ?? []).sort(compareOrder)
}

/** Returns its id. */
export function addReferral(doc: Y.Doc, answers: ReferralAnswers, origin: Origin): string {
  const id = `${doc.clientID.toString(36)}-${Y.getState(doc.store, doc.clientID).toString(36)}`
  const order = orderAbove(referralsOf(doc).at(-1)?.order ?? null)
  doc.transact(() => root(doc).set(id, newRecord({ ...answers, order })), origin)
  return id
}

/** Passed over when the referral is gone. */
export function setReferralState(doc: Y.Doc, id: string, state: ReferralAnswers['state'], origin: Origin): void {
  const record = root(doc).get(id)
  if (record instanceof Y.Map) doc.transact(() => record.set('state', state), origin)
}

/** Calls back after each change of them. Returns the way to stop. */
export function observeReferrals(doc: Y.Doc, changed: () => void): () => void {
  const referrals = root(doc)
  referrals.observeDeep(changed)
  return () => referrals.unobserveDeep(changed)
}

/** Ids of records that are not made of the closed choices alone: words of somebody's own have no place here. */
export function unreadableReferrals(doc: Y.Doc): string[] {
  return Array.from(root(doc)).flatMap(([id, record]) => (readReferral(id, record) === null || hasMore(record) ? [id] : []))
}

function readReferral(id: string, record: unknown): Referral | null {
  const fields = readFields(record, [...referralFields, 'order'])
  if (fields === null || !recordShape.test(id) || !isOrder(fields['order'])) return null
  const { order } = fields
  const pick = <Field extends ReferralField>(field: Field): ReferralAnswers[Field] | undefined => referralChoices[field].find((each) => each === fields[field]) as ReferralAnswers[Field] | undefined
  const [need, who, to, urgency, consent, state] = [pick('need'), pick('who'), pick('to'), pick('urgency'), pick('consent'), pick('state')]
  if (need === undefined || who === undefined || to === undefined || urgency === undefined || consent === undefined || state === undefined) return null
  return { id, order, need, who, to, urgency, consent, state }
}

function hasMore(record: unknown): boolean {
  return record instanceof Y.Map && record.size > referralFields.length + 1
}

function root(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('referrals')
}
