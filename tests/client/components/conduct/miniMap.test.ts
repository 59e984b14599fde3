/** A board as a small picture. */
import { expect, test } from 'vitest'
import type { Annotation } from '../../../../shared/board/annotation.ts'
import { kmToLatLng } from '../../../../shared/geo/grid.ts'
import { miniGround, miniMarks } from '../../../../client/components/conduct/miniMap.ts'
import { wenza } from '../../../support/wenzaFiles.ts'

const { zone } = wenza()
const common = { label: '', note: '', layer: 'default', group: '', style: { colour: 'threat', pattern: 'solid' }, order: 'a', locked: false } as const
const at = (east: number, north: number) => kmToLatLng(zone.grid, [east, north])

test('[CON53] marks stand where they stand on the sheet, north up', () => {
  const marks: Annotation[] = [
    { ...common, id: 'a', kind: 'text', geometry: at(30, 80) },
    { ...common, id: 'b', kind: 'area', graphic: null, geometry: [at(10, 10), at(20, 10), at(20, 20)] },
    { ...common, id: 'c', kind: 'circle', radiusKm: 4, rings: 1, geometry: at(60, 45) },
  ]
  expect(miniMarks(marks, zone)).toEqual([
    { id: 'a', colour: 'threat', shape: 'dot', x: 30, y: 10 },
    { id: 'b', colour: 'threat', shape: 'path', closed: true, points: '10,80 20,80 20,70' },
    { id: 'c', colour: 'threat', shape: 'ring', x: 60, y: 45, radius: 4 },
  ])
})

test('[CON53] its ground has the waters, the roads and the first towns', () => {
  const ground = miniGround(zone)
  expect([ground.waters.length, ground.roads.length]).toEqual([zone.waters.length, zone.roads.length])
  expect(ground.towns.map(({ name }) => name)).toContain('Adrun')
})
