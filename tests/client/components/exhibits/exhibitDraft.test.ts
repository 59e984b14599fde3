/** An exhibit while it is added: what is asked for kindly, and what crosses no wire. */
import { describe, expect, test } from 'vitest'
import type { Command } from '#shared/exercise/commands.ts'
import { limits } from '#shared/protocol/limits.ts'
import { ExhibitDraft, titleOf, type ExhibitDoors } from '../../../../client/components/exhibits/exhibitDraft.svelte.ts'
import { pdf, wav } from '../../../support/exhibits.ts'
import { png } from '../../../support/pictures.ts'

function started(doors: Partial<ExhibitDoors> = {}) {
  const brought: Blob[] = []
  const asked: Command[] = []
  const draft = new ExhibitDraft({
    bring: (file) => { brought.push(file); return Promise.resolve({ ok: true, value: { id: 'm1', type: 'audio/wav', bytes: file.size } }) },
    send: (command) => { asked.push(command); return Promise.resolve({ ok: true, value: { sequence: 1 } }) },
    countPages: () => Promise.resolve(3),
    ...doors,
  })
  return { draft, brought, asked }
}

const file = (name: string, bytes: Uint8Array): File => new File([new Uint8Array(bytes)], name)

describe('adding an exhibit', () => {
  test('[MED61] a sound is not ready until it is written what is said in it', async () => {
    const { draft, asked } = started()
    await draft.choose(file('radio_message.wav', wav()))
    expect([draft.kind, draft.title, draft.needsWords, draft.isReady]).toEqual(['audio', 'radio message', true, false])
    draft.words = '  Do not go to the market.  '
    draft.notice = '   '
    expect(draft.isReady).toBe(true)
    expect(await draft.add('INJ-06')).toEqual({ media: 'm1', kind: 'audio', title: 'radio message', words: 'Do not go to the market.', notice: null, hat: null, pages: null })
    expect(asked).toMatchObject([{ type: 'exhibit:add', serial: 'INJ-06' }])
  })

  test('[MED61] a picture needs no words, and a title somebody wrote is kept', async () => {
    const { draft } = started()
    draft.title = 'The bridge'
    await draft.choose(file('IMG_0001.png', png()))
    expect([draft.title, draft.needsWords, draft.isReady]).toEqual(['The bridge', false, true])
  })

  test('[MED62] what cannot be kept crosses no wire, and a sentence says why', async () => {
    const { draft, brought } = started({ countPages: () => Promise.reject(new Error('broken')) })
    for (const [chosen, word] of [
      [file('drawing.svg', Buffer.from('<svg/>')), /Only pictures/], [file('locked.pdf', pdf(['x'], true)), /password/], [file('broken.pdf', pdf()), /cannot be opened here/],
      [file('large.png', Buffer.concat([png(), Buffer.alloc(limits.exhibitBytes.picture)])), /The limit is 8 MB/],
    ] as const) {
      await draft.choose(chosen)
      expect([chosen.name, draft.isReady, word.test(draft.problem ?? '')]).toEqual([chosen.name, false, true])
      expect(await draft.add(null)).toBeNull()
    }
    expect(brought).toEqual([])
  })

  test('[MED62] a PDF brings the number of its pages; another file chosen instead forgets it', async () => {
    const { draft, asked } = started({ bring: () => Promise.resolve({ ok: true, value: { id: 'm2', type: 'application/pdf', bytes: 1 } }) })
    await draft.choose(file('brief.pdf', pdf(['1', '2', '3'])))
    await draft.add(null)
    expect(asked).toMatchObject([{ exhibit: { kind: 'pdf', pages: 3 } }])
    await draft.choose(file('x.png', png()))
    await draft.add(null)
    expect(asked[1]).toMatchObject({ exhibit: { pages: null } })
  })

  test('[MED62] a refusal of the server stands beside the form, and what was written stays', async () => {
    const { draft } = started({ send: () => Promise.resolve({ ok: false, refusal: { code: 'full', sentence: 'There are too many.' } }) })
    await draft.choose(file('x.png', png()))
    draft.words = 'A wall.'
    expect(await draft.add(null)).toBeNull()
    expect([draft.problem, draft.words, draft.busy, draft.isReady]).toEqual(['There are too many.', 'A wall.', false, true])
  })

  test.each([['morning_brief.pdf', 'morning brief'], ['Übersicht  2.final.mp4', 'Übersicht 2.final'], ['noending', 'noending'], ['карта.png', 'карта']])('[MED61] the file %s is called %s', (name, title) => {
    expect(titleOf(name)).toBe(title)
  })
})
