/** Unsent work taken along as a file comes back on another laptop, as a list; a file of anything else is refused whole. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bringUnsent, readUnsent } from '../../../client/connection/bringUnsent.ts'
import { unsentFileOf } from '../../../client/connection/unsentWork.ts'
import { annotationsOf, putAnnotation } from '../../../shared/board/boardDocument.ts'
import { parseAnnotation } from '../../../shared/board/annotationParser.ts'
import { markerAt } from '../../support/editor.ts'
import { openScreens, type Screens } from '../../support/screens.ts'
import { until } from '../../support/startServer.ts'

const origin = {}
let screens: Screens
beforeEach(async () => { screens = await openScreens() })
afterEach(() => screens.close())

const fileOf = (text: string): { readonly size: number; text(): Promise<string> } => ({ size: text.length, text: () => Promise.resolve(text) })

test('[DOC58] what was drawn without the server is downloaded, brought back on another laptop, offered, put back and saved', async () => {
  const seat = await screens.exercise.join('member', 'amina', { syndicate: 's1' })
  const amina = await screens.of(seat)
  putAnnotation(amina.document.doc, markerAt('sent', -5.9, -9), origin)
  await until(() => amina.document.unsaved === 0, 'the first is saved')
  amina.live.close()
  amina.document.close(false)
  putAnnotation(amina.document.doc, markerAt('unsent', -5.8, -9), origin)
  const written = JSON.stringify(unsentFileOf([amina.document], screens.exercise.id, seat.seat, 0))

  const other = await screens.of(await screens.exercise.join('member', 'ada', { syndicate: 's1' }))
  const brought = await bringUnsent(fileOf(written), [other.document], screens.exercise.id)
  expect(brought).toEqual({ kind: 'offered', count: 1, elsewhere: 0, otherExercise: false })
  expect([...annotationsOf(other.document.doc).keys()]).toEqual(['sent'])
  const [work] = other.document.salvaged
  const annotation = work === undefined ? null : parseAnnotation(work.id, work.record)
  if (annotation === null) throw new Error('nothing is offered')
  putAnnotation(other.document.doc, annotation, origin)
  await until(() => other.document.unsaved === 0, 'what was put back is saved')
  expect([...annotationsOf(other.document.doc).keys()].sort()).toEqual(['sent', 'unsent'])
})

test('[DOC58] a file that is not open here, of another exercise or of nothing says so', async () => {
  const amina = await screens.of(await screens.exercise.join('member', 'amina', { syndicate: 's1' }))
  putAnnotation(amina.document.doc, markerAt('m1', -5.9, -9), origin)
  const whole = unsentFileOf([amina.document], 'another', 'amina', 0)
  expect(await bringUnsent(fileOf(JSON.stringify(whole)), [], screens.exercise.id)).toEqual({ kind: 'offered', count: 0, elsewhere: 1, otherExercise: true })
  for (const broken of ['', '{}', '[]', 'null', JSON.stringify({ ...whole, version: 2 }), JSON.stringify({ ...whole, documents: [{ name: 'x', update: 'AAEC!' }] }), JSON.stringify({ ...whole, documents: [{ name: 'x', update: '////' }] })]) {
    expect([broken.slice(0, 40), readUnsent(broken)]).toEqual([broken.slice(0, 40), null])
    expect(await bringUnsent(fileOf(broken), [amina.document], 'x')).toEqual({ kind: 'unreadable' })
  }
  expect(amina.document.salvaged).toEqual([])
})
