/**
 * An officer whose line is down: the page's own code for a document, with this browser's copy, in a tab that can be killed
 * and opened again. He knows what he did, so that it can be found again: once, and as he left it.
 */
import * as Y from 'yjs'
import { roundPosition, type Position } from '#shared/board/annotation.ts'
import { annotationsOf, changeAnnotation, putAnnotation, putAnnotations, removeAnnotations } from '#shared/board/boardDocument.ts'
import { sectionFragment } from '#shared/board/proseDocument.ts'
import { controlComesBack } from '../../client/connection/comingBack.ts'
import { LiveDocument } from '../../client/connection/liveDocument.svelte.ts'
import { copyName } from '../../client/connection/localCopy.ts'
import type { Machine } from '../../client/state/machine.ts'
import type { BrowserStore } from '../support/browserStore.ts'
import { markerAt } from '../support/editor.ts'
import type { LiveClient, Person } from '../support/person.ts'
import type { SeededRandom } from '../support/seededRandom.ts'

export const board = 'syndicate/s1/board'
export const everybodysMarks = ['shared-1', 'shared-2', 'shared-3'] as const
const section = 'intro'
const mostMarks = 40

interface Tab { readonly live: LiveClient; readonly document: LiveDocument }

export class OfflineOfficer {
  readonly name: string
  readonly person: Person
  edits = 0
  readonly #parts: { readonly machine: Machine; readonly store: BrowserStore; readonly random: SeededRandom }
  #tab: Tab | null = null
  /** His own marks, as he left them. */
  readonly #marks = new Map<string, Position>()
  readonly #removed = new Set<string>()
  readonly #words: string[] = []

  constructor(name: string, person: Person, parts: { readonly machine: Machine; readonly store: BrowserStore; readonly random: SeededRandom }) {
    this.name = name
    this.person = person
    this.#parts = parts
  }

  get document(): LiveDocument {
    if (this.#tab === null) throw new Error(`${this.name} has no tab open`)
    return this.#tab.document
  }

  get isOnline(): boolean {
    return this.#tab !== null && this.#tab.live.socket.connected && this.#tab.document.status === 'live'
  }

  /** At the board again, and all of his is on the server's disk. */
  get isBack(): boolean {
    return this.isOnline && this.document.unsaved === 0
  }

  /** A page that knows nothing but what lies in its browser. */
  openTab(): void {
    const { person } = this
    const live = person.connect({ comesBack: controlComesBack })
    const document = new LiveDocument({
      machine: this.#parts.machine, exercise: person.exercise, seat: person.seat, name: board, socketAddress: person.browser.origin.replace('http', 'ws'),
      view: () => live.view, onIdle: () => undefined,
    })
    document.use()
    live.socket.on('view', () => document.viewChanged())
    live.socket.on('event', () => document.viewChanged())
    this.#tab = { live, document }
  }

  /** As when the browser crashes: what it has not yet kept is gone, and nothing is said to anybody. */
  killTab(): void {
    const { exercise, seat } = this.person
    this.#parts.store.killTab(copyName(exercise, `${board}@1`, seat))
    this.closeTab()
  }

  closeTab(): void {
    this.#tab?.document.close(false)
    this.#tab?.live.close()
    this.#tab = null
  }

  putEverybodysMarks(): void {
    putAnnotations(this.document.doc, everybodysMarks.map((id) => markerAt(id, -5.9, -8.9)), this)
  }

  /** One change, one write: a mark put, moved or taken away, a mark of everybody's moved, or a word in his paragraph. */
  act(): void {
    const { random } = this.#parts
    const dice = random.next()
    if (dice < 0.35 && this.#marks.size < mostMarks) this.#put()
    else if (dice < 0.65) this.#move()
    else if (dice < 0.7) this.#remove()
    else if (dice < 0.75) changeAnnotation(this.document.doc, random.pick(everybodysMarks), { geometry: this.#place() }, this)
    else this.write()
    this.edits += 1
  }

  /** A word that nobody else writes, and he only once. */
  write(): void {
    const word = `${this.name}-${this.#words.length}`
    this.#words.push(word)
    const { doc } = this.document
    doc.transact(() => {
      const text = this.#paragraph(doc)
      text.insert(text.length, `${word} `)
    }, this)
  }

  /** What a document that everybody has lacks of what he did, or holds more than once; nothing, when all is well. */
  missedIn(doc: Y.Doc): string[] {
    const marks = annotationsOf(doc)
    const written = sectionFragment(doc, section).toString()
    return [
      ...[...this.#marks].filter(([id, place]) => String(marks.get(id)?.geometry) !== String(place)).map(([id]) => `mark ${id} is not as it was left`),
      ...[...this.#removed].filter((id) => marks.has(id)).map((id) => `mark ${id} is back`),
      ...this.#words.filter((word) => written.split(`${word} `).length !== 2).map((word) => `word ${word} stands ${written.split(`${word} `).length - 1} times`),
    ]
  }

  #put(): void {
    const id = `${this.name}-${this.edits}`
    const place = this.#place()
    this.#marks.set(id, place)
    putAnnotation(this.document.doc, markerAt(id, place[0], place[1]), this)
  }

  #move(): void {
    if (this.#marks.size === 0) return this.#put()
    const id = this.#parts.random.pick([...this.#marks.keys()])
    const place = this.#place()
    this.#marks.set(id, place)
    changeAnnotation(this.document.doc, id, { geometry: place }, this)
  }

  #remove(): void {
    if (this.#marks.size === 0) return this.#put()
    const id = this.#parts.random.pick([...this.#marks.keys()])
    this.#marks.delete(id)
    this.#removed.add(id)
    removeAnnotations(this.document.doc, [id], this)
  }

  #place(): Position {
    return roundPosition([-5.8 - this.#parts.random.next() * 0.3, -9 + this.#parts.random.next() * 0.4])
  }

  #paragraph(doc: Y.Doc): Y.XmlText {
    const fragment = sectionFragment(doc, section)
    for (const paragraph of fragment.toArray()) {
      const text: unknown = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
      if (text instanceof Y.XmlText && text.toString().startsWith(`${this.name}-`)) return text
    }
    const [paragraph, text] = [new Y.XmlElement('paragraph'), new Y.XmlText()]
    paragraph.insert(0, [text])
    fragment.insert(fragment.length, [paragraph])
    return text
  }
}
