import { describe, expect, test } from 'vitest'
import { layerKey, PaneLayers } from '../../../client/map/paneLayers.svelte.ts'
import { hiddenThemes, themesOf } from '../../../client/map/themes.ts'
import { wenza } from '../../support/wenzaFiles.ts'

const zone = wenza().zone
const layers = [{ id: 'default', name: '', order: 'V00000' }, { id: 'north', name: 'North', order: 'V00001' }]

describe('[MAP42] what a person shows and hides', () => {
  test('[MAP42] hiding is told, and phone coverage is hidden until it is asked for', () => {
    let told = 0
    const pane = new PaneLayers(() => { told += 1 })
    pane.toggle('incidents')
    expect([told, pane.told]).toEqual([1, ['coverage', 'incidents']])
    pane.toggle('coverage')
    expect([told, pane.told]).toEqual([2, ['incidents']])
  })

  test('[MAP42] what is told never outgrows a view', () => {
    const pane = new PaneLayers(() => undefined)
    for (let count = 0; count < 100; count += 1) pane.toggle(`layer ${count}`)
    pane.toggle('x'.repeat(65))
    expect(pane.told.length).toBe(64)
    expect(pane.told.every((id) => id.length <= 64)).toBe(true)
  })

  test('[MAP42] opacity is one\'s own: it is told to nobody, stays between 20 and 100, and a board fades all its layers', () => {
    let told = 0
    const pane = new PaneLayers(() => { told += 1 })
    pane.fade(layerKey('board', 'north'), 3)
    pane.fade('board', 61)
    expect(told).toBe(0)
    expect(pane.picturesOf('board', layers, new Set()).map(({ opacity }) => opacity)).toEqual([60, 20])
  })

  test('[MAP42] a hidden board hides all its layers, a hidden layer only itself', () => {
    const pane = new PaneLayers(() => undefined)
    const seen = (hidden: readonly string[]): boolean[] => pane.picturesOf('board', layers, new Set(hidden)).map(({ visible }) => visible)
    expect([seen([]), seen(['board']), seen([layerKey('board', 'north')])]).toEqual([[true, true], [false, false], [true, false]])
  })

  test('[MAP42] a sheet offers the themes it has something of', () => {
    expect(themesOf(zone)).toHaveLength(14)
    expect(themesOf({ ...zone, areas: [], masts: [], lines: [] })).not.toContain('mines')
    expect(themesOf({ ...zone, areas: [], masts: [], lines: [] })).not.toContain('boundaries')
  })

  test('[MAP42] a view recorded when the situation was one layer still hides it', () => {
    expect(Array.from(hiddenThemes(new Set(['world', 'grid', 'syndicate/s1/board'])))).toEqual(['routes', 'crossings', 'incidents', 'grid'])
  })
})
