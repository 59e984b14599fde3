/** What a pane tells the others of one's hand and eyes while it may write a board; told again when the line is there anew. */
import type { Bounds } from '#shared/geo/bounds.ts'
import type { BoardState } from '../state/boardState.svelte.ts'
import type { OpenDocument } from '../state/source.ts'
import type { MapEditor } from './mapEditor.svelte.ts'
import { writeDraft } from './readDraft.ts'
import type { Together } from './together.svelte.ts'

/** Others are told of this many selected marks: what one tells of oneself must stay small, or none of it arrives. */
const toldSelection = 40

/** Reactive. */
export interface OwnHand {
  /** The document one writes to; null in views that only read. */
  readonly document: OpenDocument | null
  readonly board: BoardState | null
  readonly editor: MapEditor | null
  /** What the map shows. */
  readonly bounds: Bounds | null
}

/** Call while a component is being made: it is told as long as that component stands. */
export function tellTraces(hand: () => OwnHand, together: Together): void {
  $effect(() => hand().document?.tell({ selection: (hand().board?.selection ?? []).slice(0, toldSelection) }))
  $effect(() => {
    const { document, editor } = hand()
    document?.tell({ draft: editor?.picture.draft == null || editor.tool === 'measure' ? null : writeDraft(editor.picture.draft) })
  })
  $effect(() => {
    const { document, editor } = hand()
    document?.tell({ laser: editor === null || editor.shown.trail.length === 0 ? null : editor.shown.trail, ping: editor?.shown.ping ?? null })
  })
  $effect(() => {
    const { document, bounds } = hand()
    // a line that comes anew knows nothing of it
    if (document?.awareness != null) document.tell({ view: bounds, follows: together.following, call: together.call })
  })
}
