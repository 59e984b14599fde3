/** Looking along with the people of one board, on one map: who they are, whose eyes one borrows, and what moves this map. */
import { untrack } from 'svelte'
import type { SeatId } from '#shared/exercise/names.ts'
import type { OpenDocument } from '../state/source.ts'
import { followedBy, peopleOf, type BoardPerson } from './boardPeople.ts'
import type { MapEditor } from './mapEditor.svelte.ts'
import type { MapView } from './MapView.ts'
import type { Together } from './together.svelte.ts'
import type { ToolId } from './tools/tool.ts'

/** Reactive. */
export interface Place {
  readonly map: MapView | null
  readonly editor: MapEditor | null
  /** Whose people these are; null where one looks along with nobody. */
  readonly document: OpenDocument | null
}

/** Tools that change nothing: with them in hand one may look along. */
const lookingTools: ReadonlySet<ToolId> = new Set(['select', 'pan', 'laser'])

export class Looking {
  readonly own: SeatId
  readonly together: Together
  readonly #place: () => Place
  readonly people: readonly BoardPerson[] = $derived.by(() => peopleOf(this.#place().document?.peers ?? [], this.own))
  /** Whom one chose. */
  readonly person: BoardPerson | null = $derived.by(() => this.people.find(({ seat }) => seat === this.together.following) ?? null)
  /** Whose map is shown: at the end of a chain, somebody else. */
  readonly guide: BoardPerson | null = $derived.by(() => {
    const { following } = this.together
    const followed = following === null ? null : followedBy(this.people, this.own, following)
    return followed?.kind === 'guide' ? followed.guide : null
  })
  readonly mayAsk: boolean = $derived.by(() => this.people.length > 0 && this.#place().document?.access === 'write')
  /** As words, so that a guide who only points does not move anybody's map. */
  readonly #box: string | null = $derived.by(() => this.guide?.view?.join(' ') ?? null)

  /** Make it while a component is being made. */
  constructor(own: SeatId, together: Together, place: () => Place) {
    this.own = own
    this.together = together
    this.#place = place
    $effect(() => {
      const { people } = this
      void together.following
      untrack(() => together.meet(people))
    })
    $effect(() => {
      if (this.#box !== null) untrack(() => this.#show(this.guide?.view ?? null))
    })
    $effect(() => {
      const { editor, document } = place()
      if (document === null) untrack(() => together.stop())
      else if (editor !== null && (!lookingTools.has(editor.tool) || (editor.busy && editor.tool === 'select'))) untrack(() => together.tookOver())
    })
    $effect(() => {
      const { editor } = place()
      if (editor !== null) editor.showOthers = () => this.ask()
    })
  }

  follow({ seat }: BoardPerson): void {
    const { editor } = this.#place()
    if (editor !== null && !lookingTools.has(editor.tool)) editor.choose('select')
    this.together.follow(seat)
    editor?.focusMap()
  }

  /** Goes there once. */
  jump({ view }: BoardPerson): void {
    this.together.tookOver()
    this.#show(view)
  }

  /** Asks the others to look at what this map shows. */
  ask(): void {
    const { map } = this.#place()
    if (map !== null && this.mayAsk) this.together.askToLook(map.bounds())
  }

  look({ seat, call }: BoardPerson): void {
    this.together.tookOver()
    this.#show(call?.bounds ?? null)
    this.together.answer(seat)
    this.#place().editor?.focusMap()
  }

  #show(bounds: BoardPerson['view']): void {
    if (bounds !== null) this.#place().map?.fit(bounds, true)
  }
}
