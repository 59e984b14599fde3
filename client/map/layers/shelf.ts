/**
 * Where a board's drawing lies among those of other boards in the panes they share: each lies on a shelf of its own, so that it
 * does not matter which was opened first, nor which was drawn on last. Every screen, live or in replay, shows the same.
 */

/** Places of the standing pictures of one board; a board has fewer. */
const picturesAtMost = 50_000

export class Shelf {
  #place = 0
  readonly #groups = new Set<SVGGElement>()

  get place(): number {
    return this.#place
  }

  /** 0 = lowest. */
  moveTo(place: number): void {
    this.#place = place
    for (const group of this.#groups) this.#settle(group)
  }

  /** The group of this shelf inside the root of a pane's shapes. */
  groupIn(root: Element): SVGGElement {
    for (const group of this.#groups) if (group.parentNode === root) return group
    const group = document.createElementNS('http://www.w3.org/2000/svg', 'g')
    group.setAttribute('class', 'shelf')
    this.#groups.add(group)
    root.append(group)
    this.#settle(group)
    return group
  }

  /** z of what stands on the map: photos lowest, letters of shapes over them, symbols on top. */
  level(of: 'photo' | 'letter' | 'symbol', rank: number): number {
    const kinds = ['photo', 'letter', 'symbol'] as const
    return 1 + (this.#place * kinds.length + kinds.indexOf(of)) * picturesAtMost + Math.min(rank, picturesAtMost - 1)
  }

  close(): void {
    for (const group of this.#groups) group.remove()
    this.#groups.clear()
  }

  #settle(group: SVGGElement): void {
    const root = group.parentNode
    if (root === null) return
    group.dataset['place'] = String(this.#place)
    const above = Array.from(root.children).find((each) => each !== group && each instanceof SVGGElement && Number(each.dataset['place']) > this.#place)
    root.insertBefore(group, above ?? null)
  }
}
