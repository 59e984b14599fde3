/** What a later briefing brings: sentences nobody said, marks nobody showed, by a rule simple enough to be explained to a room. */
import { expect, test } from 'vitest'
import type { Annotation } from '#shared/board/annotation.ts'
import { briefingDifference, sentencesOf, type Briefing } from '#shared/board/briefingDifference.ts'
import { kmToLatLng } from '#shared/geo/grid.ts'

const grid = { utmZone: 29, south: true, easting: 440_000, northing: 9_305_000 }

function marker(id: string, symbol: 'checkpoint' | 'hotspot', at: readonly [number, number]): Annotation {
  return { id, kind: 'marker', symbol, geometry: kmToLatLng(grid, at), label: id, note: '', layer: 'default', group: '', order: 'V00000', locked: false, style: { colour: 'own', pattern: 'solid' } }
}

function briefing(text: string, marks: readonly Annotation[] = []): Briefing {
  return { sections: [{ id: 'risk', text }], marks }
}

const sentences = (later: string, ...before: string[]) => briefingDifference(briefing(later), before.map((text) => briefing(text)), grid).sentences.map(({ sentence }) => sentence)

test('[PLE70] what was said in nearly the same words before is left out, what is new stays', () => {
  expect(sentences(
    'Night raids on women collecting wood near Lothra. We escort them twice a day.\nThe ferry is our only way out.',
    'We fear night raids on women collecting wood near Lothra.',
  )).toEqual(['We escort them twice a day.', 'The ferry is our only way out.'])
})

test('[PLE71] everybody before counts, and nobody before leaves everything new', () => {
  expect(sentences('Escort the convoy at dawn.', 'Guard the clinic at Hallet.', 'Escort the convoy at dawn!')).toEqual([])
  expect(sentences('Escort the convoy at dawn.')).toEqual(['Escort the convoy at dawn.'])
})

test('[PLE72] a heading of one or two words is no point of its own', () => {
  expect(sentences('Risks\nThe hills are theirs at night.')).toEqual(['The hills are theirs at night.'])
})

test('[PLE73] a mark is new where nothing of its kind lay within three kilometres, whatever it is called', () => {
  const later = briefing('', [marker('ours', 'checkpoint', [42, 50]), marker('far', 'checkpoint', [60, 50]), marker('fear', 'hotspot', [40, 50])])
  const { marks } = briefingDifference(later, [briefing('', [marker('theirs', 'checkpoint', [40, 50])])], grid)
  expect(marks.map(({ mark }) => mark.id)).toEqual(['far', 'fear'])
  expect(marks[0]?.at.map(Math.round)).toEqual([60, 50])
})

test('[PLE74] sentences are told apart in Arabic, Chinese and Russian, too', () => {
  expect(sentencesOf('هل الجسر آمن؟ نعم.')).toHaveLength(2)
  expect(sentences('Мы охраняем рынок ночью.', 'Мы охраняем рынок ночью!')).toEqual([])
})
