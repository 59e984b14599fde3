/**
 * What each document holds when it begins, and how the server mends one: seeding and repair are the server's acts,
 * journaled, and never a client's. Nobody seeds prose: the roots `plan/<sectionId>` begin empty.
 */
import * as Y from 'yjs'
import type { MselItem } from '../exercise/msel.ts'
import type { PlanSection } from '../exercise/scenario.ts'
import { defaultLayer, type Annotation } from './annotation.ts'
import { faultyAnnotations } from './boardDocument.ts'
import { writeMsel } from './controlDocument.ts'
import type { DocumentScope } from './documentName.ts'
import { middleOrder } from './order.ts'
import { planRoots, rowKinds } from './planRows.ts'
import { refusedRows, unreadableRows } from './planRowsDocument.ts'
import { unreadableReferrals } from './referrals.ts'
import { refusedRemarks, unreadableRemarks } from './remarks.ts'
import { unreadableSlides } from './slides.ts'
import { refusedAcceptances, unreadableAcceptances } from './acceptedFindings.ts'
import { boardSchemaVersion, readSchemaVersion } from './upgrade.ts'
import { newRecord, readFields } from './yjsRecord.ts'
import { deleteDeep, rootTypes, typesAtDepth } from './yjsTypes.ts'

export interface DocumentSeed {
  readonly planSections: readonly PlanSection[]
  readonly msel: readonly MselItem[]
}

/** Shared types inside shared types, counted from a root: prose needs some, records one, nothing needs more. */
export const deepestNesting = 24

/** Ids of the records that were taken away, by why: for telling their author. */
export interface Repaired {
  /** Nobody can read them. */
  readonly unreadable: readonly string[]
  /** They pin what is protected. */
  readonly protectedMarks: readonly string[]
}

/** What was written since a document was last looked through: only that can have spoilt it. */
export interface Written {
  /** Keys of records by their root. */
  readonly records: ReadonlyMap<string, ReadonlySet<string>>
  /** Shared types may lie deeper than readers look. */
  readonly nested: boolean
}

/** Writes the first content of an empty document. Calling it on a seeded one changes nothing. */
export function seedDocument(doc: Y.Doc, scope: DocumentScope, seed: DocumentSeed): void {
  if (readSchemaVersion(doc) !== null) return
  doc.transact(() => {
    doc.getMap('meta').set('schemaVersion', boardSchemaVersion)
    if (hasAnnotations(scope)) {
      doc.getMap('layers').set(defaultLayer, newRecord({ name: defaultLayer, order: middleOrder }))
    }
    if (scope.kind === 'board') seedSections(doc, seed.planSections)
    if (scope.kind === 'control') writeMsel(doc, seed.msel)
  })
}

/** The sections of the plan, in order, as far as they can be read. Their prose is the root `plan/<id>`. */
export function planSectionsOf(doc: Y.Doc): PlanSection[] {
  const found: { readonly section: PlanSection; readonly order: number }[] = []
  for (const [id, record] of doc.getMap('sections')) {
    const fields = readFields(record, ['title', 'prompt', 'starters', 'order'])
    if (fields === null || typeof fields['title'] !== 'string') continue
    const { title, prompt, starters, order } = fields
    found.push({
      order: typeof order === 'number' ? order : Number.MAX_SAFE_INTEGER,
      section: {
        id, title, prompt: typeof prompt === 'string' ? prompt : '',
        starters: Array.isArray(starters) ? starters.filter((each) => typeof each === 'string') : [],
      },
    })
  }
  found.sort((one, other) => one.order - other.order || (one.section.id < other.section.id ? -1 : 1))
  return found.map(({ section }) => section)
}

/**
 * Takes away what no reader can read: malformed marks, slides, rows of the plan and referrals, and types nested deeper than any reader looks; and from
 * boards the marks that `refuses` is true of. Where it is known what was `written` since the last time, only that is looked at.
 * Must not be called inside a transaction: a deep nesting can only be taken apart in several.
 */
export function repairDocument(doc: Y.Doc, scope: DocumentScope, refuses: (mark: Annotation) => boolean = () => false, written: Written | null = null): Repaired {
  const taken = new Set<string>()
  const isWritten = (root: string): boolean => written === null || written.records.has(root)
  for (const [name, root] of written?.nested === false ? [] : rootTypes(doc)) {
    const deep = typesAtDepth(root, deepestNesting + 1)
    for (const item of deep) taken.add(recordOf(item) ?? name)
    deleteDeep(doc, deep)
  }
  const protectedMarks: string[] = []
  if (hasAnnotations(scope)) {
    const { unreadable, refused } = faultyAnnotations(doc, scope.kind === 'board' ? refuses : () => false, written === null ? undefined : written.records.get('annotations') ?? [])
    protectedMarks.push(...refused)
    deleteRecords(doc, 'annotations', unreadable)
    const unreadRemarks = isWritten('remarks') ? unreadableRemarks(doc) : []
    deleteRecords(doc, 'remarks', unreadRemarks)
    for (const id of [...unreadable, ...unreadRemarks]) taken.add(id)
  }
  if (scope.kind === 'board') {
    const unreadSlides = isWritten('slides') ? unreadableSlides(doc) : []
    deleteRecords(doc, 'slides', unreadSlides)
    for (const id of unreadSlides) taken.add(id)
    for (const kind of rowKinds) {
      const unreadRows = isWritten(planRoots[kind]) ? unreadableRows(doc, kind) : []
      deleteRecords(doc, planRoots[kind], unreadRows)
      for (const id of unreadRows) taken.add(id)
    }
    const unreadAccepted = isWritten('planAccepted') ? unreadableAcceptances(doc) : []
    deleteRecords(doc, 'planAccepted', unreadAccepted)
    for (const key of unreadAccepted) taken.add(key)
  }
  // Words of a remark are refused by where its mark stands.
  const protectedRemarks = scope.kind === 'board' && (isWritten('remarks') || isWritten('annotations')) ? refusedRemarks(doc, refuses) : []
  const protectedRows = scope.kind === 'board' ? rowKinds.filter((kind) => isWritten(planRoots[kind])).flatMap((kind) => {
    const ids = refusedRows(doc, kind, refuses)
    deleteRecords(doc, planRoots[kind], ids)
    return ids
  }) : []
  const protectedReasons = scope.kind === 'board' && isWritten('planAccepted') ? refusedAcceptances(doc, refuses) : []
  deleteRecords(doc, 'planAccepted', protectedReasons)
  deleteRecords(doc, 'annotations', protectedMarks)
  deleteRecords(doc, 'remarks', protectedRemarks)
  if (scope.kind === 'protected' && isWritten('referrals')) {
    const unreadable = unreadableReferrals(doc)
    deleteRecords(doc, 'referrals', unreadable)
    for (const id of unreadable) taken.add(id)
  }
  const versionSpoilt = readSchemaVersion(doc) === null && doc.getMap('meta')._map.size > 0
  if (versionSpoilt) doc.transact(() => doc.getMap('meta').set('schemaVersion', boardSchemaVersion))
  return { unreadable: Array.from(taken), protectedMarks: [...protectedMarks, ...protectedRemarks, ...protectedRows, ...protectedReasons] }
}

function deleteRecords(doc: Y.Doc, root: string, ids: readonly string[]): void {
  const records = doc.getMap(root)
  deleteDeep(doc, ids.flatMap((id) => records._map.get(id) ?? []))
}

function seedSections(doc: Y.Doc, sections: readonly PlanSection[]): void {
  const root = doc.getMap('sections')
  sections.forEach(({ id, title, prompt, starters }, order) => {
    root.set(id, newRecord({ title, prompt, starters: [...starters], order }))
  })
}

function hasAnnotations({ kind }: DocumentScope): boolean {
  return kind === 'board' || kind === 'overlay' || kind === 'plenary' || kind === 'control'
}

/** The key under the root that this item lies below; null for what lies in a sequence. */
function recordOf(item: Y.Item): string | null {
  let top = item
  for (let parent = item.parent; parent instanceof Y.AbstractType && parent._item !== null; parent = top.parent) top = parent._item
  return top.parentSub
}
