/**
 * Canaries: words nobody could write by chance, one in every secret place of a scenario, of its documents and of what people
 * tell the server. Each knows who may hear it, and from which part of the day on. Where one sings elsewhere, something leaked.
 */
import type { InjectContent } from '#shared/exercise/inject.ts'
import type { MselItem } from '#shared/exercise/msel.ts'
import type { Scenario } from '#shared/exercise/scenario.ts'
import { smallScenario } from '../../fixtures/smallScenario.ts'
import { asked, type Who } from './page.ts'
import { people, type Name } from './room.ts'

/** 0 nothing was released; 1 half the list was; 2 Alpha has the floor; 3 the debrief, Bravo withheld. */
export type Part = 0 | 1 | 2 | 3
export const parts: readonly Part[] = [0, 1, 2, 3]
export type Entitled = (name: Name, part: Part) => boolean

export interface Canary { readonly word: string; readonly where: string; readonly entitled: Entitled }

const pattern = /CNRY[0-9A-Z]{5}/g

export class Aviary {
  readonly #canaries = new Map<string, Canary>()
  readonly #literal: Canary[] = []

  get all(): readonly Canary[] {
    return [...this.#canaries.values(), ...this.#literal]
  }

  get size(): number {
    return this.#canaries.size + this.#literal.length
  }

  /** A new word, to be written down in that place. */
  next(where: string, entitled: Entitled): string {
    const word = `CNRY${this.#canaries.size.toString(36).toUpperCase().padStart(5, '0')}`
    this.#canaries.set(word, { word, where, entitled })
    return word
  }

  /** A secret that is what it is: a code, a cookie. */
  watch(word: string, where: string, entitled: Entitled): void {
    this.#literal.push({ word, where, entitled })
  }

  heardIn(text: string): Set<Canary> {
    return new Set([...[...text.matchAll(pattern)].flatMap(([word]) => this.#canaries.get(word) ?? []), ...this.#literal.filter(({ word }) => text.includes(word))])
  }
}

const whoIs = (name: Name): Who => people[name]
export const isStaff = (name: Name): boolean => whoIs(name).kind === 'CH' || whoIs(name).kind === 'DS'
const isMember = (name: Name): boolean => whoIs(name).kind === 'LE' || whoIs(name).kind === 'ME'
const isIn = (name: Name): boolean => whoIs(name).kind !== '–'
const sitsIn = (name: Name, syndicate: string): boolean => isMember(name) && whoIs(name).syndicate === syndicate
const watches = (name: Name, syndicate: string): boolean => whoIs(name).assigned.includes(syndicate)
export const staffOnly: Entitled = isStaff
/** Of one syndicate: its members, who evaluates it, directing staff. */
export const ofSyndicate = (syndicate: string, from: Part = 0): Entitled => (name, part) => isStaff(name) || (part >= from && (sitsIn(name, syndicate) || watches(name, syndicate)))

/** How a planned inject goes out in this day. */
export interface Sending { readonly serial: string; readonly to: readonly string[] }
export interface Planted { readonly scenario: Scenario; readonly sendings: readonly Sending[] }

/** `items` injects, everything in them a canary. */
export function plantScenario(aviary: Aviary, items: number): Planted {
  const sendings: Sending[] = []
  const msel = Array.from({ length: items }, (_, index) => {
    const { item, sending } = plantItem(aviary, index)
    if (sending !== null) sendings.push(sending)
    return item
  })
  const plant = (where: string, entitled: Entitled = staffOnly): string => aviary.next(where, entitled)
  const scenario: Scenario = {
    ...smallScenario, msel,
    actors: smallScenario.actors.map((actor) => ({ ...actor, intent: plant('a persona’s intent'), inhibitors: plant('a persona’s inhibitors'), answers: [{ about: plant('what a prepared answer is about'), text: plant('a prepared answer') }] })),
    shelf: (smallScenario.shelf ?? []).map((card) => ({
      ...card, title: plant('the title of a card on the shelf'), question: plant('the question of a card on the shelf'), tags: [plant('a tag of a card')],
      expected: [{ text: plant('a key point of a card'), key: true }],
      ...(card.inject === null ? {} : { inject: { ...card.inject, title: plant('the title of a snap situation'), text: plant('the text of a snap situation') } }),
    })),
    papers: [...smallScenario.papers, { id: 'sealed', title: plant('the title of a paper for one hat', forHat), audience: { hat: 'protection' }, text: plant('a paper for one hat', forHat) }],
  }
  return { scenario, sendings }
}

const forHat: Entitled = (name) => isStaff(name) || whoIs(name).wearsProtectedHat

function plantItem(aviary: Aviary, index: number): { readonly item: MselItem; readonly sending: Sending | null } {
  const hat = index % 8 === 2 ? 'protection' : null
  const visitor = index % 7 === 4
  const goesOut = index % 2 === 0
  const toAll = goesOut && hat === null && !visitor && index % 6 === 0
  const serial = aviary.next('a serial', staffOnly)
  const at = (field: string): string => `${field} of inject ${index}${goesOut ? (toAll ? ', for all' : ', for Alpha') : ', never sent'}`
  const reads: Entitled = (name, part) => {
    if (isStaff(name)) return true
    if (!goesOut || part < 1) return false
    // What went to all is common knowledge.
    if (toAll) return isIn(name)
    return watches(name, asked) || (sitsIn(name, asked) && (hat === null || whoIs(name).wearsProtectedHat))
  }
  const evaluates: Entitled = (name, part) => isStaff(name) || (goesOut && part >= 1 && (watches(name, asked) || (toAll && whoIs(name).assigned.length > 0)))
  const sees: Entitled = (name, part) => isStaff(name) || (goesOut && part >= 1 && (toAll ? isIn(name) : sitsIn(name, asked) || watches(name, asked)))
  const secret = (field: string): string => aviary.next(at(field), staffOnly)
  const told = (field: string): string => aviary.next(at(field), reads)
  // A role player's brief is nobody's but the staff's, sent or not.
  const worded = (field: string): string => (visitor ? secret(field) : told(field))
  const content: InjectContent = {
    title: worded('title'), text: `EXERCISE. ${worded('text')}`, channel: visitor ? 'visitor' : 'report', from: worded('sender'), grade: null,
    place: visitor ? null : { name: told('place'), at: [40, 30], precision: 'near' }, scenarioMinute: null,
    answer: visitor ? { kind: 'read' } : { kind: 'choice', question: told('question'), choices: [told('choice'), told('choice')], acceptsRisk: false },
    answerMinutes: null, contentNotice: visitor ? null : told('notice'), protected: false,
  }
  const item: MselItem = {
    serial, move: 1, dueMinute: 60 + index, contingency: false, storyline: secret('storyline'), hat, content, visitor,
    secrets: {
      serial, groundTruth: secret('ground truth'), dilemma: secret('dilemma'), staffNotes: secret('staff notes'), branches: [secret('branch'), secret('branch')], tags: [secret('tag')],
      expected: [0, 1, 2].map(() => ({ text: aviary.next(at('expected action'), evaluates), key: true })),
    },
    effects: [
      { audience: 'addressed', change: { kind: 'pin', thing: `told-${index}`, pin: { kind: 'flag', title: aviary.next(at('pin'), sees), points: [[30, 25]], radiusKm: null, precision: 'near' }, note: aviary.next(at('note of a pin'), sees) } },
      { audience: 'truth', change: { kind: 'pin', thing: secret('name of a true pin'), pin: { kind: 'hazard', title: secret('true pin'), points: [[60, 60]], radiusKm: 2, precision: 'near' }, note: secret('note of a true pin') } },
      { audience: 'reminder', text: secret('reminder') },
    ],
    rules: [{
      id: `rule-${index}`, text: secret('branch rule'), question: secret('question of a branch'), when: { of: 'any', facts: [{ kind: 'said' }] },
      then: [{ kind: 'remind', text: secret('reminder of a branch') }], otherwise: [{ kind: 'remind', text: secret('other reminder of a branch') }], askAfterMinutes: 14,
    }],
    ...(index % 5 === 1 && !visitor && !toAll ? { variants: { s2: { text: `EXERCISE. ${secret('variant for Bravo')}` } } } : {}),
  }
  return { item, sending: goesOut ? { serial, to: toAll ? ['s1', 's2', 's3'] : [asked] } : null }
}
