import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { legendOfMarks, legendOfWorld } from '../../../client/map/legend.ts'
import { MarkLooks } from '../../../client/map/markLooks.ts'
import { parseAnnotation } from '../../../shared/board/annotationParser.ts'
import { BoardLooks } from '../../../client/map/boardLooks.svelte.ts'
import { BoardState } from '../../../client/state/boardState.svelte.ts'
import { changeAnnotation, putAnnotation, removeAnnotations } from '../../../shared/board/boardDocument.ts'
import type { Theme } from '../../../client/map/themes.ts'
import { emptyFacts, type PinFact, type WorldFacts } from '../../../shared/exercise/world.ts'
import type { Annotation } from '../../../shared/board/annotation.ts'
import { wenza } from '../../support/wenzaFiles.ts'

const zone = wenza().zone
const bao = { person: 'bao' }

function mark(id: string, fields: Readonly<Record<string, unknown>>): Annotation {
  const made = parseAnnotation(id, { kind: 'marker', symbol: 'checkpoint', colour: 'own', geometry: [-5.9, -9], ...fields })
  if (made === null) throw new Error('nobody can read this mark')
  return made
}

function words(looks: MarkLooks, isShown: (layer: string) => boolean = () => true): string[] {
  return legendOfMarks(looks.looks(isShown)).map(({ word, meaning }) => (meaning === '' ? word : `${word} · ${meaning}`))
}

const line = [[-5.9, -9], [-5.8, -9]]
const ring = [...line, [-5.8, -9.1]]

describe('[MAP43] the legend of marks', () => {
  test('[MAP43] each look stands once, with what its colour means', () => {
    const looks = new MarkLooks()
    for (const id of ['a', 'b']) looks.put(mark(id, {}))
    looks.put(mark('c', { colour: 'threat' }))
    looks.put(mark('d', { kind: 'area', graphic: 'cordon', geometry: ring }))
    looks.put(mark('e', { kind: 'line', pattern: 'arrow', colour: 'threat', geometry: line }))
    looks.put(mark('f', { kind: 'line', pattern: 'dashed', geometry: line }))
    looks.put(mark('g', { kind: 'note', colour: 'civilian' }))
    expect(words(looks)).toEqual([
      'Checkpoint · Own forces', 'Checkpoint · Threat', 'Cordon · Own forces', 'Arrow · Threat', 'Line, dashed · Own forces', 'Sticky note · Civilians and aid',
    ])
  })

  test('[MAP43] a look goes with its last mark, and only then', () => {
    const looks = new MarkLooks()
    for (const id of ['a', 'b']) looks.put(mark(id, {}))
    expect(looks.remove('a')).toBe(false)
    expect(words(looks)).toHaveLength(1)
    expect(looks.remove('b')).toBe(true)
    expect(looks.remove('b')).toBe(false)
    expect(words(looks)).toEqual([])
  })

  test('[MAP43] a mark that changes its look or its layer is counted where it is now', () => {
    const looks = new MarkLooks()
    looks.put(mark('a', {}))
    expect(looks.put(mark('a', { label: 'Post', geometry: [-5.8, -9] }))).toBe(false)
    expect(looks.put(mark('a', { colour: 'threat' }))).toBe(true)
    expect(words(looks)).toEqual(['Checkpoint · Threat'])
    looks.put(mark('a', { colour: 'threat', layer: 'north' }))
    expect(words(looks, (layer) => layer !== 'north')).toEqual([])
    expect(words(looks, (layer) => layer === 'north')).toEqual(['Checkpoint · Threat'])
  })

  test('[MAP43] a board that changes is counted without being read again', () => {
    const doc = new Y.Doc()
    const board = new BoardState()
    board.attach(doc)
    putAnnotation(doc, mark('before', { colour: 'state' }), bao)
    const looks = new BoardLooks(board)
    const counted = (): number => looks.looks(() => true).size
    putAnnotation(doc, mark('a', {}), bao)
    expect(counted()).toBe(2)
    changeAnnotation(doc, 'a', { colour: 'state' }, bao)
    expect(counted()).toBe(1)
    removeAnnotations(doc, ['a', 'before'], bao)
    expect(counted()).toBe(0)
    looks.stop()
  })
})

describe('[MAP43] the legend of the situation', () => {
  const since = 0
  const pin: PinFact = { kind: 'incident', title: 'Ambush', note: '', points: [[10, 10]], radiusKm: null, precision: 'exact', gone: false, since }
  const [road] = zone.roads
  const village = zone.places.find(({ kind }) => kind === 'village')
  const bridge = zone.crossings.find(({ kind }) => kind === 'bridge')
  const facts: WorldFacts = {
    ...emptyFacts,
    roads: { [road?.id ?? '']: { state: 'closed-threat', note: '', since } },
    crossings: { [bridge?.id ?? '']: { state: 'destroyed', note: '', since } },
    sites: { [village?.id ?? '']: { state: 'attacked', population: null, note: '', since } },
    pins: { one: pin, two: { ...pin, kind: 'alert', gone: true } },
  }
  const said = (hidden: readonly Theme[]): string[] =>
    legendOfWorld(zone, facts, new Set(hidden)).map(({ word, meaning }) => `${word} ${meaning}`.trim())

  test('[MAP43] a closed road, a destroyed crossing, an attacked site and a pin are named; what was taken off is not', () => {
    expect(said(['coverage'])).toEqual(['Closed · threat Road', 'Bridge Destroyed', 'Ferry Open', 'Ford Open', 'Attacked Place', 'Incident'])
  })

  test('[MAP43] what is hidden is not named', () => {
    expect(said(['coverage', 'routes', 'crossings', 'places', 'incidents'])).toEqual([])
    expect(said(['routes', 'crossings', 'places', 'incidents'])).toEqual(['Phones work here'])
  })
})
