import { describe, expect, test } from 'vitest'
import type { Annotation } from '../../../../shared/board/annotation.ts'
import { marksAsGeoJson } from '../../../../shared/board/exchange/geoJsonOut.ts'
import { readGeoJson } from '../../../../shared/board/exchange/geoJsonIn.ts'
import { readKml } from '../../../../shared/board/exchange/kmlIn.ts'
import { marksAsKml } from '../../../../shared/board/exchange/kmlOut.ts'
import { readMapFile } from '../../../../shared/board/exchange/mapFile.ts'
import { marksFromPieces } from '../../../../shared/board/exchange/marksFromPieces.ts'
import type { FileRead } from '../../../../shared/board/exchange/piece.ts'
import { randomMarks } from '../../../support/randomMarks.ts'
import { seededRandom } from '../../../support/seededRandom.ts'

const naming = { prefix: 'b1-7', highest: null, group: null }

/** Everything a mark is but its name: an import adds, so names are new. */
function unnamed(marks: readonly Annotation[]): unknown[] {
  return marks.map(({ id: _, ...rest }) => rest)
}

function marksOf(read: FileRead): readonly Annotation[] {
  if (read.status === 'refused') throw new Error(read.problem)
  expect(read.notices).toEqual([])
  const made = marksFromPieces(read.pieces, naming)
  expect(made.notices).toEqual([])
  return made.marks
}

describe('[EXC1] what goes out comes back', () => {
  test.each(Array.from({ length: 40 }, (_, seed) => seed))('[EXC1] GeoJSON out and in gives equal marks, seed %i', (seed) => {
    const marks = randomMarks(seededRandom(seed), 60)
    const back = marksOf(readGeoJson(utf8(JSON.stringify(marksAsGeoJson(marks)))))
    expect(unnamed(back)).toEqual(unnamed(marks))
  })

  test.each(Array.from({ length: 40 }, (_, seed) => seed))('[EXC1] KML out and in gives equal marks, seed %i', (seed) => {
    const marks = randomMarks(seededRandom(1000 + seed), 60)
    const back = marksOf(readKml(utf8(marksAsKml(marks, 'Board of 2 Bravo <&>'))))
    expect(unnamed(back)).toEqual(unnamed(marks))
  })

  test('[EXC1] a file is known by its first signs, whatever its name', () => {
    const marks = randomMarks(seededRandom(5), 3)
    expect(readMapFile(marksAsKml(marks, 't'))).toMatchObject({ status: 'read', objects: 3 })
    expect(readMapFile(`\ufeff${marksAsKml(marks, 't')}`)).toMatchObject({ status: 'read', objects: 3 })
    expect(readMapFile(`\ufeff${JSON.stringify(marksAsGeoJson(marks))}`)).toMatchObject({ status: 'read', objects: 3 })
    expect(readMapFile('PK\u0003\u0004rest')).toEqual({ status: 'refused', problem: 'zipped' })
    expect(readMapFile('  \n')).toEqual({ status: 'refused', problem: 'empty' })
  })

  test('[EXC1] what another program moved is moved, and keeps what only we know', () => {
    const file = JSON.parse(JSON.stringify(marksAsGeoJson(randomMarks(seededRandom(3), 40)))) as { features: { geometry: { type: string; coordinates: unknown } }[] }
    for (const { geometry } of file.features) if (geometry.type === 'Point') geometry.coordinates = [-9, -5.88]
    const back = marksOf(readGeoJson(JSON.stringify(file)))
    const points = back.filter(({ kind }) => kind === 'unit' || kind === 'marker' || kind === 'note' || kind === 'text')
    expect(points.length).toBeGreaterThan(5)
    expect(points.every(({ geometry }) => geometry[0] === -5.88 && geometry[1] === -9)).toBe(true)
  })

  test('[EXC1] what is brought in lies above what is there', () => {
    const read = readGeoJson(JSON.stringify(marksAsGeoJson(randomMarks(seededRandom(9), 20))))
    if (read.status === 'refused') throw new Error(read.problem)
    const { marks } = marksFromPieces(read.pieces, { prefix: 'b', highest: 'V00100', group: 'convoy' })
    expect(marks.every(({ order, group }) => order > 'V00100' && group === 'convoy')).toBe(true)
    expect(new Set(marks.map(({ id }) => id)).size).toBe(20)
  })

  test('[EXC1] our fields in the wrong hands are read as a stranger’s', () => {
    const point = (sandtable: unknown): string => JSON.stringify({ type: 'Feature', properties: { name: 'A', sandtable }, geometry: { type: 'Point', coordinates: [1, 2] } })
    for (const own of [{ kind: 'line' }, { kind: 'spiral' }, { kind: 'circle', centre: [1, 1] }, { kind: ['marker'] }, {}]) {
      const read = readGeoJson(point(own))
      if (read.status === 'refused') throw new Error(read.problem)
      const { marks, notices } = marksFromPieces(read.pieces, naming)
      expect(marks).toMatchObject([{ kind: 'marker', label: 'A', geometry: [2, 1] }])
      expect(notices).toEqual([{ code: 'not-ours', count: 1, example: 'A' }])
    }
  })
})

/** As it is after it lay in a file. */
function utf8(text: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(text))
}
