/** The sheet on paper, printed by a real Chromium: right paper, true scale, EXERCISE twice, one page. */
import { writeFile } from 'node:fs/promises'
import { afterEach, expect, test } from 'vitest'
import { printText } from '../../client/text/en/print.ts'
import { text } from '../../client/text/index.ts'
import { pageSizes, strokedPaths, type PdfPoint } from '../support/pdfPaths.ts'
import { drawArea, putMarker, saved } from './acts.ts'
import { openDay, type Opening } from './opening.ts'
import { shot } from './room.ts'

let day: Opening | null = null
afterEach(async () => {
  await day?.close()
  day = null
})

const pointsPerMm = 72 / 25.4

/**
 * How far neighbouring lines of the grid are apart on the page, in millimetres: from the outermost two of the lines that run up, and of
 * those that run across, where they cross the middle of the page. Lines lie on whole pixels, a quarter of a millimetre.
 */
function gridSteps(paths: readonly (readonly PdfPoint[])[], [wide, high]: PdfPoint): number[] {
  return ([0, 1] as const).flatMap((axis) => {
    const other = axis === 0 ? 1 : 0
    const middle = (axis === 0 ? high : wide) / 2
    const crossings = paths.flatMap((path) => {
      const [first, last] = [path[0], path.at(-1)]
      if (first === undefined || last === undefined) return []
      const run = last[other] - first[other]
      const isGridLine = Math.abs(run) > 100 && Math.abs(last[axis] - first[axis]) < 0.02 * Math.abs(run)
      return isGridLine ? [(first[axis] + ((middle - first[other]) / run) * (last[axis] - first[axis])) / pointsPerMm] : []
    }).sort((one, two) => one - two)
    const [lowest, highest] = [crossings[0], crossings.at(-1)]
    return lowest === undefined || highest === undefined || crossings.length < 2 ? [] : [(highest - lowest) / (crossings.length - 1)]
  })
}

test('[PRT3] a sheet is printed at its true scale on its paper, with legend, times and EXERCISE, in colour and in black and white', async () => {
  day = await openDay()
  const amina = await day.join('Amina', day.codes[0] ?? '', /Operations/, { width: 1366, height: 768 })
  const { page } = amina
  await drawArea(amina, [[0.25, 0.3], [0.4, 0.3], [0.42, 0.45], [0.3, 0.5]], 'Grazing')
  await putMarker(amina, [0.5, 0.4], 'Gate')
  await saved(amina)
  await page.getByRole('button', { name: text.common.menu }).click()
  await page.getByRole('button', { name: text.common.sheetActs.print }).click()
  await page.locator('.print-map path').first().waitFor({ state: 'attached' })
  await page.locator('.print-root .label', { hasText: 'Grazing' }).waitFor({ state: 'attached' })
  await shot(amina, 'prt-1-preview')
  await page.locator('.print-root .label', { hasText: 'Corvale' }).filter({ visible: true }).first().waitFor()
  const legend = page.getByRole('complementary', { name: printText.legend })
  expect(await legend.getByRole('listitem').count()).toBe(2)
  expect(await page.locator('.print-root .exercise', { hasText: text.common.exercise }).count()).toBeGreaterThanOrEqual(2)

  const figures: string[] = []
  for (const [paper, scale, wide, high] of [['a4-landscape', '250000', 297, 210], ['a4-portrait', '100000', 210, 297], ['a3-landscape', '250000', 420, 297], ['a3-portrait', 'fit', 297, 420]] as const) {
    await page.getByLabel(printText.paper, { exact: true }).selectOption(paper)
    await page.getByLabel(printText.scale, { exact: true }).selectOption(scale)
    const written = (await legend.locator('.scale').innerText()).replace(/\D/g, '').slice(1)
    if (scale !== 'fit') expect(written).toBe(scale)
    await page.locator('.print-root .grid-line').first().waitFor({ state: 'attached' })
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
    if (process.env['SHOTS'] !== undefined) await writeFile(`${process.env['SHOTS']}/prt-${paper}.pdf`, pdf)
    const sizes = pageSizes(pdf)
    expect(sizes.length).toBe(1)
    expect(Math.abs((sizes[0]?.[0] ?? 0) / pointsPerMm - wide)).toBeLessThan(0.5)
    expect(Math.abs((sizes[0]?.[1] ?? 0) / pointsPerMm - high)).toBeLessThan(0.5)
    // from near, each kilometre has its line
    const stepKm = await page.locator('.print-root .grid-fine').count() > 0 ? 1 : 10
    const expected = (stepKm * 1_000_000) / Number(written)
    const off = gridSteps(strokedPaths(pdf), sizes[0] ?? [0, 0]).map((measured) => measured / expected - 1)
    figures.push(`${paper} 1:${written}: ${stepKm} km of the grid are ${off.map((share) => `${(share * 100).toFixed(2)} %`).join(' and ')} off`)
    expect(off.length).toBeGreaterThan(0)
    expect(Math.max(...off.map(Math.abs)), figures.join()).toBeLessThan(0.01)
  }
  console.log(figures.join('\n'))

  await page.getByLabel(printText.blackAndWhite).check()
  await page.getByLabel(printText.paper, { exact: true }).selectOption('a4-landscape')
  await page.locator('.print-root .grid-line').first().waitFor({ state: 'attached' })
  await shot(amina, 'prt-2-black-and-white')
  const coloured = await page.locator('.print-root .mark-stroke, .print-root .mark-frame, .hatch-lines, .arrow-head').evaluateAll((shapes) => shapes.map((shape) => getComputedStyle(shape).stroke).filter((stroke) => {
    const [red, green, blue] = (stroke.match(/\d+/g) ?? []).map(Number)
    return !(red === green && green === blue)
  }))
  expect(coloured).toEqual([])
  await page.getByLabel(printText.scale, { exact: true }).selectOption('100000')
  await legend.getByText(printText.noMarks).or(legend.getByRole('listitem').first()).first().waitFor()
  expect(await legend.getByRole('listitem').count()).toBeLessThan(2)
  await page.getByLabel(printText.scale, { exact: true }).selectOption('fit')
  if (process.env['SHOTS'] !== undefined) await writeFile(`${process.env['SHOTS']}/prt-bw.pdf`, await page.pdf({ preferCSSPageSize: true, printBackground: true }))
  await page.setViewportSize({ width: 1093, height: 500 })
  await shot(amina, 'prt-3-small')
  await page.keyboard.press('Escape')
  await page.locator('.print-root').waitFor({ state: 'detached' })
  expect([amina.outside, amina.complaints]).toEqual([[], []])
}, 120_000)
