/** The units of a mission: their digits, pictures, words. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseAnnotation } from '../../../../shared/board/annotationParser.ts'
import { findUnits } from '../../../../client/map/symbols/findUnits.ts'
import { makeUnitShapes } from '../../../../client/map/symbols/generate/makeUnitShapes.ts'
import { loadSymbolLibrary, mayBeDrawn } from '../../../../client/map/symbols/symbolLibrary.ts'
import { shapesInSet } from '../../../../client/map/symbols/unitPicture.ts'
import { allUnits, onSide, readUnit, roleOfSidc, sidcOf, tasksOf, unitSides } from '../../../../client/map/symbols/unitSet.ts'
import { unitPieces, unitShapes } from '../../../../client/map/symbols/unitShapes.ts'
import { unitName, unitWords } from '../../../../client/map/symbols/unitWords.ts'

const draw = await loadSymbolLibrary()

describe('[SYM10] the pre-rendered set', () => {
  test('[SYM10] the committed file is what the generator makes', async () => {
    const committed = readFileSync(new URL('../../../../client/map/symbols/unitShapes.ts', import.meta.url), 'utf8')
    expect(committed.replaceAll('\r\n', '\n')).toBe(await makeUnitShapes())
  })

  test('[SYM10] every unit put together from its pieces is the symbol of the standard, to the last number', () => {
    const units = allUnits().map(sidcOf)
    expect(units.length).toBeGreaterThan(400)
    expect(units.filter((sidc) => JSON.stringify(shapesInSet(sidc)) !== JSON.stringify(draw(sidc)))).toEqual([])
  })

  test('[SYM10] every unit has a frame, and different units have different pictures', () => {
    const pictures = new Map<string, string>()
    for (const sidc of allUnits().map(sidcOf)) {
      const shapes = shapesInSet(sidc) ?? []
      expect(shapes[0]).toMatchObject({ fill: 'ground' })
      const words = JSON.stringify([shapes, roleOfSidc(sidc)])
      expect([sidc, pictures.get(words)]).toEqual([sidc, undefined])
      pictures.set(words, sidc)
    }
  })

  test('[SYM10] nothing in the file is unused', () => {
    const used = new Set(Array.from(unitPieces.values()).flat())
    expect(unitShapes.filter((_, index) => !used.has(index))).toEqual([])
  })
})

describe('[SYM11] whose a unit is, is told without colour', () => {
  test('[SYM11] own, host state, threat, self-defence and civilian frames differ in shape or stroke', () => {
    const frames = unitSides.filter((side) => side !== 'police').map((side) => {
      const sidc = sidcOf({ side, task: tasksOf[side][0] ?? 'group', echelon: 'none' })
      return JSON.stringify(unitPieces.get(sidc.slice(3, 6)))
    })
    expect(new Set(frames).size).toBe(frames.length)
  })

  test('[SYM11] police of the mission are told from its soldiers by their sign', () => {
    expect(tasksOf.police.filter((task) => tasksOf.own.some((each) => each === task))).toEqual([])
  })

  test.each([
    ['own', 'own'], ['police', 'own'], ['state', 'state'], ['threat', 'threat'], ['self-defence', 'threat'], ['civilian', 'civilian'],
  ] as const)('[SYM11] %s units have the colour of %s', (side, role) => {
    expect(roleOfSidc(sidcOf({ side, task: tasksOf[side][0] ?? 'group', echelon: 'none' }))).toBe(role)
  })

  test('[SYM11] who is not known has no colour of anybody', () => {
    expect(roleOfSidc('10011000000000000000')).toBe('note')
  })
})

describe('[SYM12] twenty digits say a unit', () => {
  test('[SYM12] an infantry platoon of our own', () => {
    expect(sidcOf({ side: 'own', task: 'infantry', echelon: 'platoon' })).toBe('10031000141211000000')
  })

  test('[SYM12] every unit is read back as it was chosen, and stays so in a stored board', () => {
    for (const unit of allUnits()) {
      expect(readUnit(sidcOf(unit))).toEqual(unit)
      expect(parseAnnotation('u1', { kind: 'unit', geometry: [-5.88, -9], sidc: sidcOf(unit) })).toMatchObject({ sidc: sidcOf(unit) })
    }
  })

  test('[SYM12] on another side a unit keeps its task and size where that side has it', () => {
    const platoon = { side: 'own', task: 'infantry', echelon: 'platoon' } as const
    expect(onSide(platoon, 'threat')).toEqual({ side: 'threat', task: 'infantry', echelon: 'platoon' })
    expect(onSide(platoon, 'civilian')).toEqual({ side: 'civilian', task: 'civilians', echelon: 'platoon' })
  })
})

describe('[SYM13] a symbol from outside the set', () => {
  const tank = '10031500001202000000'

  test('[SYM13] is not in the set, and the library draws it', () => {
    expect(shapesInSet(tank)).toBeNull()
    expect(readUnit(tank)).toBeNull()
    expect(draw(tank)?.length).toBeGreaterThan(1)
    expect(unitWords(tank)).toBe(`Symbol ${tank}`)
  })

  test.each(['10039900009999990000', '99999999999999999999', '10034000001103000000', '', 'x'.repeat(20)])('[SYM13] what cannot be drawn stays a plain frame: %j', (sidc) => {
    expect(draw(sidc)).toBeNull()
  })

  test('[SYM13] signs the library knows are drawn with our own few paints only', () => {
    const others = ['10031000151205000000', '10061000141308010000', '10033000001202000000', '10030100001101020000', '10042000001202000000', '10031002161211000000', '11031000141211000000']
    for (const sidc of others) {
      for (const { fill, stroke } of draw(sidc) ?? []) {
        expect(['ground', 'ink', 'paper', undefined]).toContain(fill)
        expect(['ink', 'paper', undefined]).toContain(stroke)
      }
    }
  })
})

describe('[SYM7] nobody who was harmed is marked on a map', () => {
  test.each([
    ['10011100001103000700', 'rape'], ['10011100001103000500', 'kidnapping'], ['10011100001103001800', 'targeted'], ['10011100001105000000', 'a person killed'],
    ['10014000001101070000', 'activities'],
  ])('[SYM7] %s (%s) stays a plain frame', (sidc) => {
    expect(mayBeDrawn(sidc)).toBe(false)
    expect(shapesInSet(sidc)).toBeNull()
  })
})

describe('[SYM14] units are found by plain words', () => {
  test.each([
    ['infantry platoon', 'Infantry platoon', 'own'], ['own infantry platoon', 'Infantry platoon', 'own'], ['host state infantry company', 'Infantry company', 'state'],
    ['FPU', 'Formed police unit', 'police'], ['QRF', null, null], ['UNMO', 'Military observers', 'own'], ['team site', 'Observer team', 'own'],
    ['helicopter', 'Helicopters', 'own'], ['eng coy', 'Engineer company', 'own'], ['medical company', 'Medical company', 'own'], ['rebels platoon', 'Armed group, about a platoon', 'threat'],
    ['NGO', 'Aid organisation', 'civilian'], ['HQ battalion', 'Headquarters, battalion', 'own'], ['army engineers', 'Engineers', 'state'], ['FET', 'Engagement team', 'own'],
    ['recce section', 'Reconnaissance section', 'own'], ['militia', 'Armed group', 'threat'], ['village defence', 'Armed group', 'self-defence'], ['IDP', 'Displaced group', 'civilian'],
  ] as const)('[SYM14] "%s" finds %s (%s)', (query, name, side) => {
    const [first] = findUnits(query)
    expect(first === undefined ? [null, null] : [unitName(first), first.side]).toEqual([name, side])
  })

  test('[SYM14] each unit of a side is offered once', () => {
    const offered = findUnits('infantry').map(({ side, task }) => `${side} ${task}`)
    expect(new Set(offered).size).toBe(offered.length)
    expect(findUnits('infantry').every(({ echelon }) => echelon === 'none')).toBe(true)
  })

  test('[SYM14] a size alone offers everybody in that size', () => {
    const units = findUnits('company')
    expect(units.length).toBeGreaterThan(40)
    expect(units.every(({ echelon }) => echelon === 'company')).toBe(true)
  })

  test('[SYM14] a unit is read out with whose it is', () => {
    expect(unitWords('10041000151211000000')).toBe('Infantry company · Host state')
  })
})
