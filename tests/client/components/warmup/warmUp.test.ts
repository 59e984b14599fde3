/** What the strip of the warm-up asks, and what its watch sees of one's own hand. */
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { basePlace, firstPaper, markerKm, nextTask } from '../../../../client/components/warmup/warmUpTasks.ts'
import { WarmUpWatch } from '../../../../client/components/warmup/warmUpWatch.svelte.ts'
import type { Annotation } from '../../../../shared/board/annotation.ts'
import { putAnnotation } from '../../../../shared/board/boardDocument.ts'
import { kmToLatLng } from '../../../../shared/geo/grid.ts'
import { smallScenario } from '../../../fixtures/smallScenario.ts'

const { zone } = smallScenario
const here = basePlace(zone, smallScenario.units)
if (here === null) throw new Error('the small zone has no place')
const origin = { own: 'tools' }

function markerAt(id: string, km: readonly [number, number]): Annotation {
  return { kind: 'marker', id, order: 'V00001', label: '', note: '', layer: 'default', group: '', style: { colour: 'own', pattern: 'solid' }, symbol: 'base', geometry: kmToLatLng(zone.grid, km), locked: false }
}

function watching(isOwn: (client: number) => boolean = () => false) {
  const doc = new Y.Doc()
  const watch = new WarmUpWatch({ sections: ['threat'], kmTo: (mark) => markerKm(zone, here ?? zone.places[0] ?? { id: '', name: '', at: [0, 0], kind: 'town', population: null, note: '', rank: 1 }, mark), isOwn })
  watch.follow(doc)
  return { doc, watch }
}

function write(doc: Y.Doc, words: string): void {
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(words)])
  doc.getXmlFragment('plan/threat').insert(0, [paragraph])
}

describe('the tasks', () => {
  test('[EX54] come one after the other; one skipped is passed over', () => {
    expect([nextTask({}), nextTask({ marker: 'done' }), nextTask({ marker: 'skipped', message: 'done' }), nextTask({ marker: 'done', message: 'done', plan: 'done', paper: 'skipped' })]).toEqual(['marker', 'message', 'plan', null])
  })

  test('[EX54] name the base of the own force, and a paper everybody reads', () => {
    const base = smallScenario.units.find(({ side, base: at }) => side === 'un' && at !== null)?.base
    expect(base === undefined ? null : here.id).toBe(base ?? null)
    expect(firstPaper(smallScenario.papers)?.audience).toBe('all')
  })
})

describe('what one’s own hand did', () => {
  const [east, north] = here.at

  test('[EX55] a marker on the place is seen, one elsewhere is measured', () => {
    const { doc, watch } = watching()
    putAnnotation(doc, markerAt('far', [east + 12, north]), origin)
    expect([watch.marked, Math.round(watch.missedKm ?? 0)]).toEqual([false, 12])
    putAnnotation(doc, markerAt('near', [east + 0.5, north]), origin)
    expect([watch.marked, watch.missedKm]).toEqual([true, null])
  })

  test('[EX55] what another put there does not count; what oneself put on a page before does', () => {
    const other = new Y.Doc()
    putAnnotation(other, markerAt('near', here.at), origin)
    const stranger = watching()
    Y.applyUpdate(stranger.doc, Y.encodeStateAsUpdate(other))
    write(stranger.doc, 'x')
    expect(stranger.watch.marked).toBe(false)
    const again = watching((client) => client === other.clientID)
    Y.applyUpdate(again.doc, Y.encodeStateAsUpdate(other))
    write(again.doc, 'x')
    expect(again.watch.marked).toBe(true)
  })

  test('[EX55] three words of one’s own are a line of the plan; another’s are not', () => {
    const { doc, watch } = watching()
    write(doc, 'We go')
    expect(watch.written).toBe(false)
    write(doc, 'We go now')
    expect(watch.written).toBe(true)
    const reader = watching()
    Y.applyUpdate(reader.doc, Y.encodeStateAsUpdate(doc))
    expect(reader.watch.written).toBe(false)
  })
})
