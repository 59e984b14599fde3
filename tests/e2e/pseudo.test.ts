/**
 * The screens in two languages nobody speaks (support/pseudoWords.ts): a third longer, and from right to left. Nothing is cut
 * off, nothing leaves the page, axe finds nothing, and whoever runs the day and whoever sits at a table get through.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import type { Page } from 'playwright'
import type { JoinCode } from '#shared/exercise/seat.ts'
import { directingText } from '../../client/text/en/directing.ts'
import { factorsText } from '../../client/text/en/factors.ts'
import { joinText } from '../../client/text/en/join.ts'
import { meansText } from '../../client/text/en/means.ts'
import { text } from '../../client/text/index.ts'
import { loadScenarios } from '../../server/scenarios.ts'
import { openExercise, startServer, type TestServer } from '../support/startServer.ts'
import { buildPseudoClient, pseudo, type PseudoLanguage } from '../support/pseudoWords.ts'
import { faults } from './briefingRoom.ts'
import { Room, shot, type Laptop } from './room.ts'

const folder = mkdtempSync(join(tmpdir(), 'sandtable-pseudo-'))
let server: TestServer | null = null
let room: Room | null = null
afterEach(async () => {
  await room?.close()
  await server?.close()
  room = null
  server = null
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const sizes = [{ width: 1366, height: 768 }, { width: 1093, height: 500 }] as const

test.each(['longer', 'right-to-left'] as const)('[HSE31] words that are %s break no screen', async (language) => {
  const clientFolder = join(folder, language)
  await buildPseudoClient(language, clientFolder)
  const { ready, grounds } = await loadScenarios(new URL('../../maps', import.meta.url).pathname)
  const scenario = ready.find(({ id }) => id === 'wenza-day')
  if (scenario === undefined) throw new Error('the Wenza scenario is not there')
  server = await startServer({ clientFolder, scenarios: [scenario], grounds: grounds ?? new Map() })
  const exercise = await openExercise(server, { scenario: scenario.id, syndicates: 2 })
  room = await Room.open(server.origin)
  const staff = await exercise.chief.live()
  const found: string[] = []

  const dana = await room.laptop('Dana')
  await dana.context.addCookies([...exercise.house.cookies].map(([name, value]) => ({ name, value, url: exercise.server.origin })))
  const amina = await room.laptop('Amina')
  for (const { page } of [dana, amina]) if (language === 'right-to-left') await page.addInitScript(() => document.addEventListener('readystatechange', () => { document.documentElement.dir = 'rtl' }))
  await dana.page.goto(`${server.origin}/staff`)
  await dana.page.locator('h1').first().waitFor()
  await look(dana, language, 'house', found)
  await dana.page.goto(`${server.origin}/seat/${exercise.chief.seat}`)
  await dana.page.locator('.leaflet-container').first().waitFor()

  const word = (sentence: string): string => pseudo(sentence, language)
  await amina.page.goto(`${server.origin}/j`)
  await amina.page.getByLabel(word(joinText.codeLabel)).fill(codeOf(exercise.state().codes))
  await look(amina, language, 'code', found)
  await amina.page.getByRole('button', { name: word(joinText.look) }).press('Enter')
  await amina.page.getByLabel(word(joinText.nameLabel)).fill('Amina')
  await amina.page.getByRole('button', { name: word(joinText.nameGo) }).press('Enter')
  await look(amina, language, 'hats', found)
  await amina.page.getByRole('button', { name: /Operations/ }).press('Enter')
  await amina.page.locator('.leaflet-container').first().waitFor()

  await staff.command({ type: 'stage:begin', index: exercise.state().agenda.findIndex(({ stage }) => stage === 'planning') })
  await staff.command({ type: 'inject:release', serial: 'INJ-10', syndicates: ['s1'] })
  await staff.command({ type: 'message:send', text: 'Look at the bridge', syndicates: [] })
  for (const [laptop, name] of [[dana, 'desk'], [amina, 'table']] as const) {
    const tabs = laptop.page.getByRole('tab')
    for (let index = 0; index < await tabs.count(); index += 1) {
      await tabs.nth(index).press('Enter')
      await look(laptop, language, `${name} ${index}`, found)
    }
  }
  // the planning factors, unfolded, with one that was changed: staff change them, the table reads them
  await staff.command({ type: 'planning:set', factor: 'units/each/TDF-71/conduct', value: 'red' })
  await dana.page.getByRole('tab', { name: word(directingText.panels.means), exact: true }).press('Enter')
  await amina.page.getByRole('tab', { name: word(text.syndicate.tabs.means), exact: true }).press('Enter')
  await amina.page.getByRole('tab', { name: word(meansText.parts.factors), exact: true }).press('Enter')
  for (const [laptop, name] of [[dana, 'desk factors'], [amina, 'table factors']] as const) {
    const factors = laptop.page.getByRole('region', { name: word(factorsText.title) })
    await factors.getByRole('searchbox').fill(word('71'))
    await factors.getByText(word(factorsText.changed(word('amber')))).waitFor()
    await look(laptop, language, name, found)
    await factors.getByRole('searchbox').fill('')
    for (const group of ['units', 'aircraft'] as const) await factors.locator('summary', { hasText: word(factorsText.groups[group]) }).press('Enter')
    await look(laptop, language, `${name} unfolded`, found)
  }
  await staff.command({ type: 'stage:begin', index: exercise.state().agenda.findIndex(({ stage }) => stage === 'plenary') })
  await staff.command({ type: 'floor:give', syndicate: 's1' })
  await look(amina, language, 'presenting', found)
  await look(dana, language, 'plenary', found)
  staff.close()
  expect([...new Set(found)]).toEqual([])
  expect([...dana.complaints, ...amina.complaints]).toEqual([])
})

function codeOf(codes: readonly JoinCode[]): string {
  return codes.find(({ role, syndicate }) => role === 'member' && syndicate === 's1')?.code ?? ''
}

/** In both sizes: what is cut off or lies outside; once: what axe says. */
async function look(laptop: Laptop, language: PseudoLanguage, name: string, found: string[]): Promise<void> {
  for (const size of sizes) {
    await laptop.page.setViewportSize(size)
    await laptop.page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)) }))
    for (const fault of await cutOff(laptop.page)) found.push(`${name}, ${size.width}: ${fault}`)
    await shot(laptop, `pseudo-${language}-${name.replaceAll(' ', '-')}-${size.width}`)
  }
  for (const fault of await faults(laptop)) found.push(`${name}: ${fault}`)
}

function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    const html = document.documentElement
    if (html.scrollWidth > html.clientWidth + 1) found.push(`the page is ${html.scrollWidth - html.clientWidth} px wider than the window`)
    for (const element of document.querySelectorAll<HTMLElement>('button, [role=tab], a.button, h1, h2, h3, .chip')) {
      const box = element.getBoundingClientRect()
      if (box.width === 0 || box.height === 0 || element.closest('.leaflet-container, .visually-hidden') !== null || element.classList.contains('visually-hidden')) continue
      const name = `${element.tagName.toLowerCase()}.${element.className} "${(element.textContent ?? '').trim().slice(0, 40)}"`
      const style = getComputedStyle(element)
      const ownsEllipsis = [element, ...element.querySelectorAll<HTMLElement>('*')].some((each) => getComputedStyle(each).textOverflow === 'ellipsis')
      if (element.scrollWidth > element.clientWidth + 2 && style.display !== 'inline' && !ownsEllipsis) found.push(`${name} is cut by ${element.scrollWidth - element.clientWidth} px`)
      let scrolls = element.parentElement
      while (scrolls !== null && !/auto|scroll/.test(getComputedStyle(scrolls).overflowX)) scrolls = scrolls.parentElement
      if (scrolls === null && (box.right > window.innerWidth + 1 || box.left < -1)) found.push(`${name} lies outside the window`)
    }
    return found
  })
}
