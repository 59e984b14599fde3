/** Planning factors as people read and write them. */
import { expect, test } from 'vitest'
import { choicesOf, factorName, factorWords, readFigure, thingNames } from '../../../../client/components/means/factorWords.ts'
import { factorsOf, type Factor, type OpenFactor } from '#shared/reality/factors.ts'
import { wenzaPlanning, wenzaScenario } from '../../../support/realityWorld.ts'

const nameOf = thingNames(wenzaScenario.zone, wenzaScenario.units)
const factors = factorsOf(wenzaPlanning)

function factor(name: string): Factor {
  const found = factors.find((each) => each.name === name)
  if (found === undefined) throw new Error(`there is no factor ${name}`)
  return found
}
function open(name: string): OpenFactor {
  const found = factor(name)
  if (found.kind === 'given') throw new Error(`${name} is changed in the scenario only`)
  return found
}
const read = (name: string): string => `${factorName(factor(name).group, factor(name).way, nameOf)} = ${factorWords(factor(name), nameOf)}`

test('[REA80] every factor has a name and a value that officers can read', () => {
  expect(read('units/each/INF4-QRF/noticeMinutes')).toBe('QRF · notice to move, minutes = 30')
  expect(read('calendar/sunrise')).toBe('sunrise = 05:50')
  expect(read('mobility/apc/ways/laterite')).toBe('APC · may use · laterite = dry, wet')
  expect(read('roadStates/rules/4x4-only/only')).toBe('4x4 only · who still passes = on foot, motorcycles, 4x4')
  expect(read('roadStates/rules/closed-threat/only')).toBe('closed by a threat · who still passes = nobody')
  expect(read('bases/lothra/medicalLevel')).toBe('Lothra · medical care = none')
  for (const each of factors) {
    const words = `${factorName(each.group, each.way, nameOf)} = ${factorWords(each, nameOf)}`
    // what has no words of its own would show as it is written in the file
    expect([each.name, /[a-z][A-Z]|undefined|null|true|false/.test(words.replaceAll(/[A-Z]{2,}[\w-]*/g, ''))]).toEqual([each.name, false])
    expect([each.name, words.startsWith(' ='), words.endsWith('= ')]).toEqual([each.name, false, false])
  }
})

test('[REA80] a figure is read as people write it; what it may not be is none', () => {
  expect([readFigure(open('night/factor'), '0,5'), readFigure(open('night/factor'), '1.5'), readFigure(open('night/factor'), ' '), readFigure(open('night/factor'), 'half')]).toEqual([0.5, undefined, undefined, undefined])
  expect([readFigure(open('calendar/sunrise'), '0605'), readFigure(open('calendar/sunrise'), '27:00')]).toEqual([365, undefined])
  expect([choicesOf(open('night/factor')), choicesOf(open('halts/counted')), choicesOf(open('units/usual/conduct'))]).toEqual([null, [true, false], ['green', 'amber', 'red']])
})
