/** What one officer does on a board and in a plan all day long: types, moves his marks, puts and removes some. By seeded chance. */
import * as Y from 'yjs'
import type { Position } from '#shared/board/annotation.ts'
import { changeAnnotation, putAnnotation, removeAnnotations } from '#shared/board/boardDocument.ts'
import { planSectionsOf } from '#shared/board/documentShape.ts'
import { sectionFragment } from '#shared/board/proseDocument.ts'
import { kmToLatLng } from '#shared/geo/grid.ts'
import { markerAt } from './editor.ts'
import type { SeededRandom } from './seededRandom.ts'

const grid = { utmZone: 29, south: true, easting: 440_000, northing: 9_305_000 }
const marksEach = 12
const words = 'we hold the ford north of the camp and move people at first light with one platoon while the team talks to the elders '

export interface HandOwner { readonly seat: string; readonly syndicate: string }

export class BoardHand {
  /** Updates so far. */
  written = 0
  readonly #owner: HandOwner
  readonly #doc: Y.Doc
  readonly #random: SeededRandom
  readonly #marks: string[] = []
  #made = 0
  #typed = 0

  constructor(owner: HandOwner, doc: Y.Doc, random: SeededRandom) {
    this.#owner = owner
    this.#doc = doc
    this.#random = random
    doc.on('update', (_update: Uint8Array, origin: unknown) => { if (origin === this) this.written += 1 })
  }

  /** One change, one update; none where the server took the mark away that was to be moved. */
  act(): void {
    const chance = this.#random.next()
    if (chance < 0.55) this.#type()
    else if (chance < 0.9 && this.#marks.length > 0) this.#move()
    else if (chance < 0.93 && this.#marks.length >= marksEach) this.#remove()
    else if (this.#marks.length < marksEach) this.#put()
    else this.#move()
  }

  #place(): Position {
    return kmToLatLng(grid, [20 + this.#random.next() * 70, 20 + this.#random.next() * 55])
  }

  #put(): void {
    const id = `${this.#owner.seat.slice(0, 6)}-${(this.#made += 1)}`
    const [lat, lng] = this.#place()
    this.#marks.push(id)
    putAnnotation(this.#doc, { ...markerAt(id, lat, lng), label: this.#made % 4 === 0 ? `${this.#owner.syndicate} post ${this.#made}` : '' }, this)
  }

  #move(): void {
    changeAnnotation(this.#doc, this.#random.pick(this.#marks), { geometry: this.#place() }, this)
  }

  #remove(): void {
    const [id] = this.#marks.splice(this.#random.whole(this.#marks.length), 1)
    if (id !== undefined) removeAnnotations(this.#doc, [id], this)
  }

  /** One letter after another in this person's section, a new paragraph now and then; the oldest is taken out when there are many. */
  #type(): void {
    const doc = this.#doc
    const sections = planSectionsOf(doc)
    const section = sections[this.#owner.seat.charCodeAt(0) % Math.max(1, sections.length)]
    if (section === undefined) return this.#put()
    const fragment = sectionFragment(doc, section.id)
    const letter = words.charAt(this.#typed % words.length)
    this.#typed += 1
    doc.transact(() => {
      const last = fragment.length === 0 ? undefined : fragment.get(fragment.length - 1)
      const line = last instanceof Y.XmlElement && last.length > 0 ? last.get(0) : undefined
      if (line instanceof Y.XmlText && line.length < 240) {
        line.insert(line.length, letter)
        return
      }
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText(letter)])
      fragment.insert(fragment.length, [paragraph])
      if (fragment.length > 8) fragment.delete(0, 1)
    }, this)
  }
}
