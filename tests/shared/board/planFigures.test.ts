/** Figures of the reality check kept for a slide. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { figuresOf, observeFigures, writeFigures, type PlanFigures } from '#shared/board/planFigures.ts'

const hand = { own: 'hand' }
const figures: PlanFigures = { at: 365, from: 365, to: 1805, people: 8500, worstAt: 360, impossible: 2, risk: 3, unsaid: 0, sites: [{ row: 'h1', uncoveredMinutes: 214.5, wantedMinutes: 1440 }] }

test('[REA75] figures are kept as they were counted, and whoever reads the board reads the same', () => {
  const doc = new Y.Doc()
  let heard = 0
  const stop = observeFigures(doc, () => { heard += 1 })
  expect(figuresOf(doc)).toBeNull()
  writeFigures(doc, figures, hand)
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  expect([figuresOf(copy), heard]).toEqual([figures, 1])
  stop()
})

test('[REA75] what nobody can read is no figure; a site that cannot be read is passed over', () => {
  const doc = new Y.Doc()
  const lay = (value: unknown): PlanFigures | null => {
    doc.getMap('planFigures').set('shown', value)
    return figuresOf(doc)
  }
  for (const bad of [7, null, 'x', [], new Y.Map(), { ...figures, at: 'D 06:00' }, { ...figures, people: -1 }, { ...figures, to: figures.from }, { ...figures, risk: Number.MAX_VALUE }]) expect(lay(bad)).toBeNull()
  expect(lay({ ...figures, worstAt: 'never', sites: [{ row: 'a b', uncoveredMinutes: 1, wantedMinutes: 2 }, 5, { row: 'h2', uncoveredMinutes: 1 }, ...figures.sites] })).toEqual({ ...figures, worstAt: null })
  expect(lay({ ...figures, sites: Array.from({ length: 90 }, (_, index) => ({ row: `h${index}`, uncoveredMinutes: 0, wantedMinutes: 60 })) })?.sites).toHaveLength(40)
})
