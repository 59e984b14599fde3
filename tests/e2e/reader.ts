/**
 * A read-only client of a document, beside a browser and with its seat: the standard y-websocket provider that asked for
 * Positions. It keeps the canonical text the document had at each.
 */
import type { BrowserContext } from 'playwright'
import { canonicalDocument } from '#shared/board/canonical.ts'
import { decodePosition, frameTypes } from '#shared/protocol/frames.ts'
import { documentSubprotocol } from '#shared/protocol/version.ts'
import type { ReplayLine } from '#shared/replay/seatJournal.ts'
import { Timeline } from '#shared/replay/timeline.ts'
import { Person } from '../support/person.ts'
import { Browser } from '../support/startServer.ts'

export interface HeldAt { readonly sequence: number; readonly recordedAt: number; readonly canonical: string }

export interface Reader {
  readonly held: readonly HeldAt[]
  close(): void
}

/** The seat of a page, outside the browser: with the cookies the browser holds. `origin` reaches the same server. */
export async function seatOutside(context: BrowserContext, page: string, origin: string): Promise<Person> {
  const seat = /\/seat\/([\w-]+)/.exec(page)?.[1] ?? ''
  const browser = new Browser(origin)
  for (const { name, value } of await context.cookies()) browser.cookies.set(name, value)
  const known = await browser.get<{ readonly exercise: string }>(`/api/seat/${seat}`)
  if (!known.ok) throw new Error(known.refusal.sentence)
  return new Person(browser, known.value.exercise, seat)
}

export function readDocument(person: Person, wireName: string): Reader {
  const { doc, provider, close } = person.open(wireName, [documentSubprotocol])
  const held: HeldAt[] = []
  provider.messageHandlers[frameTypes.position] = (_encoder, decoder) => {
    held.push({ ...decodePosition(decoder), canonical: canonicalDocument(doc) })
  }
  return { held, close }
}

/** The seat's own journal, folded. */
export async function timelineOf(person: Person): Promise<Timeline> {
  const lines: ReplayLine[] = await person.replay()
  const timeline = new Timeline()
  timeline.append(lines)
  return timeline
}
