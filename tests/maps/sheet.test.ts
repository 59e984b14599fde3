/** The committed sheet of the Wenza Basin: what officers read off it is true. Measured on the files that are served. */
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { Km } from '#shared/exercise/scenario.ts'
import { eachPoint, readGroundLayer, type GroundLayer } from '#shared/geo/packedLines.ts'
import { readHeights } from '../../maps/generate/heightFile.ts'
import { along, far, farFromPath, lengthOf, meet, type Path } from '../../maps/generate/plane.ts'
import { crossingsOf, steepestAlong } from '../../maps/generate/roads.ts'
import { wenza as control } from '../../maps/generate/wenza.ts'
import { wenza } from '../support/wenzaFiles.ts'

const { zone } = wenza()
const folder = new URL('../../maps/wenza/', import.meta.url)
const bytesOf = (path: string): Buffer => readFileSync(new URL(path, folder))
const heights = readHeights(bytesOf('terrain/heights.bin'), zone.sizeKm)
const placeAt = (id: string): Km => zone.places.find((place) => place.id === id)?.at ?? [0, 0]
const waterOf = (id: string): Path => zone.waters.find((water) => water.id === id)?.line ?? []
const layerOf = (name: string): GroundLayer => {
  const layer = readGroundLayer(JSON.parse(bytesOf(`layers/${name}`).toString('utf8')))
  if (layer === null) throw new Error(`${name} is no layer`)
  return layer
}

describe('the files', () => {
  const made = z.object({ heights: z.string(), files: z.record(z.string(), z.string()) }).parse(JSON.parse(bytesOf('terrain/made.json').toString('utf8')))

  test('[SCN33] are those the program made in one run', () => {
    for (const [path, sum] of Object.entries(made.files)) expect(createHash('sha256').update(bytesOf(path)).digest('hex'), path).toBe(sum)
    expect(Object.keys(made.files).sort()).toEqual(['layers/contours.json', 'layers/cover.json', 'layers/towns.json', 'layers/zone.json', 'terrain/heights.bin', 'terrain/relief-dark.webp', 'terrain/relief-light.webp'])
  })

  test('[SCN33] weigh less than 4 MB together', () => {
    const sizes = ['layers', 'terrain'].flatMap((each) => readdirSync(new URL(each, folder)).map((name) => statSync(new URL(`${each}/${name}`, folder)).size))
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(4_000_000)
  })
})

describe('roads', () => {
  test.each(zone.roads.map((road) => [road.id, road] as const))('[SCN34] %s is drawn as long as its table says, within 3 %', (_, road) => {
    expect(Math.abs(lengthOf(road.line) / road.km - 1)).toBeLessThan(0.03)
  })

  test.each(zone.roads.filter((road) => road.class === 'gravel' || road.class === 'laterite').map((road) => [road.id, road] as const))('[SCN34] %s climbs no steeper than 12 %', (_, road) => {
    expect(steepestAlong(heights, road.line, 0.2)).toBeLessThanOrEqual(0.12)
  })

  test('[SCN34] no road crosses another but at a place', () => {
    for (const [index, road] of zone.roads.entries()) {
      for (const other of zone.roads.slice(index + 1)) {
        expect(crossingsOf(road.line, other.line, (at) => zone.places.some((place) => far(place.at, at) < 0.4)), `${road.id} and ${other.id}`).toBe(0)
      }
    }
  })

  test('[SCN34] the Wenza is crossed at Farrow and Pelu only, tributaries at their fords only', () => {
    const crossed = zone.waters.flatMap((water) => zone.roads.flatMap((road) => {
      const at = zone.crossings.filter((crossing) => farFromPath(crossing.at, road.line) < 0.02 && farFromPath(crossing.at, water.line) < 0.02)
      const elsewhere = crossingsOf(road.line, water.line, (point) => zone.crossings.some((crossing) => far(crossing.at, point) < 0.05))
      expect(elsewhere, `${road.id} over ${water.id}`).toBe(0)
      return at.map((crossing) => `${water.id} at ${crossing.id}`)
    }))
    expect(Array.from(new Set(crossed)).sort()).toEqual(['dorr-water at dorrek-ford', 'wenza at farrow', 'wenza at pelu', 'yedd-water at yedd-ford'])
  })

  test('[SCN34] pass where incidents of the day happen on them', () => {
    for (const [id, vias] of Object.entries(control.vias)) {
      const line = zone.roads.find((road) => road.id === id)?.line ?? []
      for (const via of vias) {
        expect(farFromPath(via.at, line), `${id} by ${via.at.join()}`).toBeLessThan(0.05)
        if (via.km !== null) expect(far(along(line, via.km).at, via.at), `${id} at km ${via.km}`).toBeLessThan(0.6)
      }
    }
  })
})

describe('ground', () => {
  test('[SCN35] the Wenza falls from 360 m to 290 m and never rises', () => {
    const line = waterOf('wenza')
    const profile = Array.from({ length: Math.floor(lengthOf(line)) }, (_, km) => heights.read(along(line, km).at))
    expect(profile[0]).toBeGreaterThan(345)
    expect(profile[0]).toBeLessThan(362)
    expect(Math.min(...profile)).toBeGreaterThan(289)
    expect(profile.at(-1)).toBeLessThan(298)
    profile.forEach((metres, km) => expect(metres, `km ${km}`).toBeLessThan(Math.min(...profile.slice(0, km + 1)) + 6))
  })

  test('[SCN35] the Gorrem Hills rise to 1,400 m and nothing else does', () => {
    let [top, at]: [number, Km] = [0, [0, 0]]
    heights.change((metres, where) => {
      if (metres > top) [top, at] = [metres, where]
      return metres
    })
    expect(top).toBeGreaterThan(1350)
    expect(top).toBeLessThanOrEqual(1400)
    expect(at[0] > 84 && at[1] > 69).toBe(true)
  })

  test('[SCN35] Umber Pass is a saddle: down two ways, up two ways', () => {
    const pass = placeAt('umber-pass')
    const own = heights.read(pass)
    const round = Array.from({ length: 24 }, (_, index) => {
      const angle = (index / 24) * 2 * Math.PI
      return heights.read([pass[0] + 0.8 * Math.cos(angle), pass[1] + 0.8 * Math.sin(angle)]) > own
    })
    expect(round.filter((higher, index) => higher !== round[(index + 1) % 24]).length).toBe(4)
  })

  test('[SCN35] the Zeru Plain is flat', () => {
    let [steep, all] = [0, 0]
    for (let x = 18; x < 35; x += 0.5) {
      for (let y = 16; y < 31; y += 0.5) {
        all += 1
        if (Math.abs(heights.read([x + 0.5, y]) - heights.read([x, y])) / 500 > 0.02) steep += 1
      }
    }
    expect(steep / all).toBeLessThan(0.02)
  })

  test('[SCN35] Lothra lies on the flood plain, its places of refuge above it', () => {
    const lothra = heights.read(placeAt('lothra'))
    const wenzaLine = waterOf('wenza')
    const nearest = wenzaLine.reduce((best, at) => (far(at, placeAt('lothra')) < far(best, placeAt('lothra')) ? at : best), wenzaLine[0] ?? [0, 0])
    expect(lothra - heights.read(nearest)).toBeLessThan(5)
    for (const id of ['lothra-clinic-hill', 'adrun-school', 'tdf-barracks']) expect(heights.read(placeAt(id)) - lothra, id).toBeGreaterThan(12)
  })
})

describe('what is drawn', () => {
  test('[SCN36] contours stand at the heights they name', () => {
    for (const set of layerOf('contours.json').sets.filter(({ value }) => value % 100 === 0)) {
      for (const line of set.lines.filter((_, index) => index % 7 === 0)) {
        let [sum, count] = [0, 0]
        eachPoint(set, line, (x, y) => {
          if (x < 0 || y < 0 || x > 120 || y > 90) return
          sum += Math.abs(heights.read([x, y]) - set.value)
          count += 1
        })
        // within one interval even on the steepest slopes, where the print is calmer than the ground
        if (count > 3) expect(sum / count, `${set.value} m`).toBeLessThan(20)
      }
    }
  })

  test('[SCN36] no house stands in the Wenza or on the other bank than its town', () => {
    const towns = layerOf('towns.json')
    const wenzaLine = waterOf('wenza')
    let houses = 0
    for (const set of towns.sets.filter(({ kind }) => ['block', 'house', 'shelter'].includes(kind))) {
      for (const line of set.lines) {
        let at: Km | null = null
        eachPoint(set, line, (x, y) => { at ??= [x, y] })
        if (at === null) continue
        houses += 1
        const nearest = zone.places.reduce((best, place) => (far(place.at, at ?? [0, 0]) < far(best.at, at ?? [0, 0]) ? place : best))
        if (nearest.kind === 'bridge' || nearest.kind === 'ferry') continue
        expect(farFromPath(at, wenzaLine), nearest.id).toBeGreaterThan(0.12)
        const between = wenzaLine.slice(1).filter((to, index) => meet(at ?? [0, 0], nearest.at, wenzaLine[index] ?? to, to) !== null)
        expect(between.length, nearest.id).toBe(0)
      }
    }
    expect(houses).toBeGreaterThan(2000)
  })
})
