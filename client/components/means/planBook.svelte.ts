/** The rows of one opened board and the findings it accepts: read as they change, written as one's own work, so that undo takes them back. */
import { untrack } from 'svelte'
import type * as Y from 'yjs'
import { acceptedFindingsOf, acceptFinding, observeAccepted, takeBackAcceptance, type AcceptedFinding } from '#shared/board/acceptedFindings.ts'
import { writeFigures, type PlanFigures } from '#shared/board/planFigures.ts'
import { addRow, changeRow, moveRow, observeRows, planRowsOf, removeRow } from '#shared/board/planRowsDocument.ts'
import type { ScenarioMinute } from '#shared/exercise/clock.ts'
import type { PlanRows, RowKind, RowOf } from '#shared/board/planRows.ts'
import { ownWorkOf } from '../../state/ownWork.ts'

/** A task changed in one of these is given anew: its notice runs from then. */
const ordering = ['unit', 'place', 'at', 'from', 'hours', 'mobility'] as const

const stackEvents = ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const

export class PlanBook {
  rows = $state.raw<PlanRows>({ hotspots: [], tasks: [], promises: [], gaps: [] })
  accepted = $state.raw<ReadonlyMap<string, AcceptedFinding>>(new Map())
  canUndo = $state(false)
  canRedo = $state(false)
  readonly #doc: Y.Doc
  readonly #now: () => ScenarioMinute | null
  readonly #stops: (() => void)[]

  /** `now`: what time it is in the story, for when a task was given; null before its clock has begun. */
  constructor(doc: Y.Doc, now: () => ScenarioMinute | null) {
    this.#doc = doc
    this.#now = now
    const { undo } = ownWorkOf(doc)
    const watch = (): void => {
      this.canUndo = undo.canUndo()
      this.canRedo = undo.canRedo()
    }
    untrack(() => {
      this.rows = planRowsOf(doc)
      this.accepted = acceptedFindingsOf(doc)
      watch()
    })
    for (const event of stackEvents) undo.on(event, watch)
    this.#stops = [
      observeRows(doc, () => (this.rows = planRowsOf(doc))), observeAccepted(doc, () => (this.accepted = acceptedFindingsOf(doc))),
      () => { for (const event of stackEvents) undo.off(event, watch) },
    ]
  }

  /** Its id; null when the plan is full. */
  add<Kind extends RowKind>(kind: Kind, fields: Partial<Omit<RowOf[Kind], 'id' | 'order'>>): string | null {
    return this.#step((origin) => addRow<RowKind>(this.#doc, kind, kind === 'task' ? { ordered: untrack(this.#now), ...fields } : fields, origin))
  }

  /** Changes that follow quickly are one step of undo until `endStep`: a word is not taken back letter by letter. */
  change<Kind extends RowKind>(kind: Kind, id: string, change: Partial<Omit<RowOf[Kind], 'id'>>): void {
    const isOrder = kind === 'task' && ordering.some((name) => Object.hasOwn(change, name))
    changeRow<RowKind>(this.#doc, kind, id, isOrder ? { ...change, ordered: untrack(this.#now) } : change, ownWorkOf(this.#doc).origin)
  }

  move(kind: RowKind, id: string, by: -1 | 1): void {
    this.#step((origin) => moveRow(this.#doc, kind, id, by, origin))
  }

  remove(kind: RowKind, id: string): void {
    this.#step((origin) => removeRow(this.#doc, kind, id, origin))
  }

  /** False when no reason is given. */
  accept(finding: AcceptedFinding): boolean {
    return this.#step((origin) => acceptFinding(this.#doc, finding, origin))
  }

  takeBack(key: string): void {
    this.#step((origin) => takeBackAcceptance(this.#doc, key, origin))
  }

  /** Keeps figures for a slide. */
  keepFigures(figures: PlanFigures): void {
    this.#step((origin) => writeFigures(this.#doc, figures, origin))
  }

  endStep(): void {
    ownWorkOf(this.#doc).undo.stopCapturing()
  }

  undo(): void {
    ownWorkOf(this.#doc).undo.undo()
  }

  redo(): void {
    ownWorkOf(this.#doc).undo.redo()
  }

  close(): void {
    for (const stop of this.#stops) stop()
  }

  #step<T>(act: (origin: object) => T): T {
    const { origin } = ownWorkOf(this.#doc)
    this.endStep()
    const done = act(origin)
    this.endStep()
    return done
  }
}
