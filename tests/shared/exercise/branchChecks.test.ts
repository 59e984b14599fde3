/** Branches, variants and groups as authored: what does not fit is named with its place, and the list keeps them. */
import * as Y from 'yjs'
import { describe, expect, test } from 'vitest'
import { readMsel, writeMsel } from '#shared/board/controlDocument.ts'
import { parseScenario } from '#shared/exercise/scenarioParser.ts'
import { smallMsel } from '../../fixtures/smallScenario.ts'
import { wenza, wenzaFiles } from '../../support/wenzaFiles.ts'

const good = {
  id: 'deal', text: 'A deal', question: 'Is there a deal?', when: { of: 'all', facts: [{ kind: 'chose', serial: null, choices: ['Do not fly'], is: true }] },
  then: [{ kind: 'release', serial: 'C-02' }], otherwise: [], askAfterMinutes: 5,
}

/** INJ-19 of the sample with something more in it, read as a scenario. */
function reasons(more: object): string[] {
  const files = wenzaFiles()
  const move = files['msel/move-3.json'] as { injects: { serial: string }[] }
  move.injects = move.injects.map((inject) => (inject.serial === 'INJ-19' ? { ...inject, rules: undefined, ...more } : inject))
  const parsed = parseScenario(files)
  return parsed.ok ? [] : parsed.problems.map(({ place, reason }) => `${place}: ${reason}`)
}

describe('branches in a scenario', () => {
  test('[SCN40] the sample\'s branches fit, and a branch that fits is taken as it is', () => {
    expect(wenza().msel.flatMap(({ rules }) => rules ?? []).length).toBeGreaterThan(10)
    expect(reasons({ rules: [good] })).toEqual([])
  })

  test.each<[string, object, RegExp]>([
    ['an answer that is not offered', { when: { of: 'all', facts: [{ kind: 'chose', serial: null, choices: ['Fly home'], is: true }] } }, /does not offer the answer "Fly home"/],
    ['an inject that is not there', { then: [{ kind: 'release', serial: 'INJ-99' }] }, /there is no inject INJ-99/],
    ['its own inject', { then: [{ kind: 'skip', serial: 'INJ-19' }] }, /cannot release or skip its own/],
    ['a thing that is not there', { then: [{ kind: 'world', change: { kind: 'road', thing: 'T99', state: 'open', note: '' } }] }, /there is no road "T99"/],
    ['a fact of an inject that asks nothing', { when: { of: 'any', facts: [{ kind: 'answered', serial: 'C-07', withinMinutes: 5, is: true }] } }, /C-07 asks for no answer/],
    ['nothing that follows', { then: [] }, /nothing follows/],
    ['a fact of no kind', { when: { of: 'all', facts: [{ kind: 'guessed' }] } }, /a fact is answered, chose or said/],
  ])('[SCN41] one that names %s is refused, and its place is said', (_what, change, reason) => {
    const [first = ''] = reasons({ rules: [{ ...good, ...change }] })
    expect(first).toMatch(/^INJ-19/)
    expect(first).toMatch(reason)
  })

  test('[SCN42] two branches of one name, and a group of one, are refused', () => {
    expect(reasons({ rules: [good, good] })).toEqual(['INJ-19, rules, deal: this id is used twice'])
    expect(reasons({ oneOf: 'alone' })).toEqual(['INJ-19, oneOf: no other inject is of the group "alone"'])
  })

  test('[SCN43] the control document keeps branches, variants and groups as they are', () => {
    const items = Object.values(smallMsel.items).map((item) => (item.serial === 'INJ-01' ? { ...item, oneOf: 'gate' } : item))
    const doc = new Y.Doc()
    writeMsel(doc, items)
    expect(Object.values(readMsel(doc).items)).toEqual(items)
  })
})
