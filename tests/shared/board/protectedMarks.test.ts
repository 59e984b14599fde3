import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Annotation } from '#shared/board/annotation.ts'
import { annotationsOf, putAnnotations } from '#shared/board/boardDocument.ts'
import { repairDocument, seedDocument } from '#shared/board/documentShape.ts'
import { protectedBy, protectedByChange } from '#shared/board/protectedMarks.ts'
import { addReferral, referralsOf, setReferralState, type ReferralAnswers } from '#shared/board/referrals.ts'
import { kmToLatLng } from '#shared/geo/grid.ts'
import { wenza } from '../../support/wenzaFiles.ts'

const { zone } = wenza()
const at = (x: number, y: number) => kmToLatLng(zone.grid, [x, y])
const common = { id: 'm1', label: '', note: '', layer: 'default', group: '', order: 'V00001', locked: false, style: { colour: 'own', pattern: 'solid' } } as const
const marker = (x: number, y: number, label = '', note = ''): Annotation => ({ ...common, label, note, kind: 'marker', symbol: 'women', geometry: at(x, y) })
const origin = {}

describe('what may not stand on a board', () => {
  test('[PRO1] a pin on a protected place is refused with its name and the reason; a kilometre away it may stand', () => {
    expect(protectedBy(marker(40.2, 46.1), zone)).toMatchObject({ what: 'place', name: 'Sabel', reason: expect.stringMatching(/women/) })
    expect(protectedBy(marker(41.4, 46.4), zone)).toBeNull()
  })

  test('[PRO1] lines, areas and circles over a protected place may stand: they name nobody', () => {
    const ring = [at(39, 45), at(41, 45), at(41, 47)]
    expect(protectedBy({ ...common, kind: 'line', graphic: 'patrol-route', quantity: null, geometry: ring }, zone)).toBeNull()
    expect(protectedBy({ ...common, kind: 'area', graphic: null, geometry: ring }, zone)).toBeNull()
    expect(protectedBy({ ...common, kind: 'circle', radiusKm: 3, rings: 1, geometry: at(40, 46) }, zone)).toBeNull()
  })

  test.each([
    'Survivor at the clinic', 'two survivors, 14:00', 'RAPE CASE', 'raped woman, see nurse', 'Our source lives here', 'informant', 'Safe-house', 'safehouse 2',
    '12 unaccompanied children', 'eyewitnesses', 'Women’s shelter', 'victim of trafficking',
  ])('[PRO2] words that name or place people who must stay hidden are refused: %s', (words) => {
    expect(protectedBy(marker(10, 10, words), zone)?.what).toBe('person')
    expect(protectedBy(marker(10, 10, '', `Seen by patrol. ${words}.`), zone)?.what).toBe('person')
  })

  test.each(['Risk of rape on the wood path', 'Women walk here 05:30', 'Temporary shelter', 'Source of water', 'Witnessed by patrol', 'Child protection adviser', 'Informed the village', 'Safe place'])(
    '[PRO2] findings about danger may be written: %s', (words) => {
      expect(protectedBy(marker(10, 10, words), zone)).toBeNull()
    })

  test('[PRO2] a change is refused for what it writes, not for what stood there before', () => {
    const old = marker(40, 46, 'survivor')
    expect(protectedByChange(old, { colour: 'threat' }, zone)).toBeNull()
    expect(protectedByChange(marker(10, 10), { label: 'survivor' }, zone)?.what).toBe('person')
    expect(protectedByChange(marker(10, 10), { geometry: at(40, 46) }, zone)?.what).toBe('place')
  })

  test('[PRO3] the server takes a refused mark off a syndicate\'s board, and leaves the staff\'s overlay alone', () => {
    for (const [scope, left] of [[{ kind: 'board', syndicate: 's1' }, ['m2']], [{ kind: 'overlay' }, ['m1', 'm2']]] as const) {
      const doc = new Y.Doc()
      seedDocument(doc, scope, { planSections: [], msel: [] })
      putAnnotations(doc, [marker(40, 46), { ...marker(10, 10), id: 'm2' }], origin)
      const repaired = repairDocument(doc, scope, (mark) => protectedBy(mark, zone) !== null)
      expect(repaired).toEqual({ unreadable: [], protectedMarks: scope.kind === 'board' ? ['m1'] : [] })
      expect([...annotationsOf(doc).keys()].sort()).toEqual([...left])
    }
  })
})

describe('referrals', () => {
  const answers: ReferralAnswers = { need: 'medical', who: 'adult', to: 'gbv-line', urgency: 'within-72-hours', consent: 'given', state: 'asked' }

  test('[PRO4] they are kept in the order they were made, and go from asked to closed', () => {
    const doc = new Y.Doc()
    const first = addReferral(doc, answers, origin)
    addReferral(doc, { ...answers, need: 'legal' }, origin)
    setReferralState(doc, first, 'closed', origin)
    setReferralState(doc, 'gone', 'closed', origin)
    expect(referralsOf(doc).map(({ need, state }) => [need, state])).toEqual([['medical', 'closed'], ['legal', 'asked']])
  })

  test('[PRO5] nothing but closed choices can be kept: a record with words of somebody\'s own is taken away', () => {
    const doc = new Y.Doc()
    const scope = { kind: 'protected', syndicate: 's1' } as const
    seedDocument(doc, scope, { planSections: [], msel: [] })
    addReferral(doc, answers, origin)
    const referrals = doc.getMap('referrals')
    const record = (fields: Record<string, unknown>) => new Y.Map(Object.entries({ ...answers, order: 'V00009', ...fields }))
    referrals.set('named', record({ name: 'A woman at the clinic' }))
    referrals.set('spoilt', record({ need: 'her name' }))
    referrals.set('bare', 'her name')
    expect([...repairDocument(doc, scope).unreadable].sort()).toEqual(['bare', 'named', 'spoilt'])
    expect(referralsOf(doc).length).toBe(1)
  })
})
