/** What a presenter does before the room, one act after another: over the wire, and by hand in a browser. */
import type { Annotation } from '#shared/board/annotation.ts'
import { annotationsOf, highestOrder, putAnnotation } from '#shared/board/boardDocument.ts'
import { orderAbove } from '#shared/board/order.ts'
import type { StageView } from '#shared/exercise/plenary.ts'
import type { PlanSection, Zone } from '#shared/exercise/scenario.ts'
import { slidesText } from '../../../client/text/en/slides.ts'
import { text } from '../../../client/text/index.ts'
import { themes } from '../../../client/map/themes.ts'
import { Editor } from '../../support/editor.ts'
import type { SeededRandom } from '../../support/seededRandom.ts'
import { until } from '../../support/startServer.ts'
import { mapOf } from '../acts.ts'
import type { Laptop } from '../room.ts'
import { ask, type Table, type Voice } from './cast.ts'
import type { HeldStates } from './heldStates.ts'
import { boxAt, randomMark, slideViews, written } from './tables.ts'

export interface Act { readonly what: string; run(): Promise<void> }

export interface Surroundings { readonly zone: Zone; readonly sections: readonly PlanSection[]; readonly random: SeededRandom; readonly reader: HeldStates }

/** Slides first, then so many free acts, led by chance. What is shown goes on from what was shown before. */
export function wireActs(voice: Voice, table: Table, freeActs: number, round: string, { zone, sections, random, reader }: Surroundings): Act[] {
  let shown: StageView = { bounds: boxAt(zone, random), section: null, hiddenLayers: [], highlight: [] }
  let drawing: Editor | null = null
  const show = async (change: Partial<StageView>): Promise<void> => {
    shown = { ...shown, ...change }
    const { bounds: [south, west, north, east], section, hiddenLayers, highlight, slide } = shown
    await ask(voice, { type: 'stage:show', view: { bounds: [south, west, north, east], section, hiddenLayers: [...hiddenLayers], highlight: [...highlight], ...(slide === undefined ? {} : { slide }) } })
  }
  const paper = async (): Promise<Editor> => {
    const opened = drawing ?? new Editor(voice.person, 'plenary@1')
    drawing = opened
    await until(() => opened.isSynced, `${voice.name} may draw on the stage`)
    return opened
  }
  const acts: Readonly<Record<string, () => Promise<void>>> = {
    pans: () => show({ bounds: moved(shown.bounds, random), slide: undefined }),
    zooms: () => show({ bounds: boxAt(zone, random), slide: undefined }),
    'turns to the plan': () => show({ section: random.pick([null, random.pick(sections).id]) }),
    highlights: () => show({ highlight: random.some([...annotationsOf(table.board.doc).keys()]).slice(0, 4) }),
    hides: () => show({ hiddenLayers: random.some(themes).slice(0, 3) }),
    points: () => pointAt(voice, reader, placeOn(shown.bounds, random)),
    'points away': async () => {
      await pointAt(voice, reader, placeOn(shown.bounds, random))
      voice.live.socket.emit('pointer', null)
      await until(() => reader.live.pointers.at(-1) === null, 'the room sees that nobody points')
    },
    draws: async () => {
      const editor = await paper()
      const id = `${voice.name}-${round}-${annotationsOf(editor.doc).size}`
      const mark: Annotation = randomMark(id, `${voice.name} draws`, orderAbove(highestOrder(editor.doc)), zone, random)
      await written(editor, id, (doc) => putAnnotation(doc, mark, editor))
    },
    'shows with the laser': async () => {
      const editor = await paper()
      const trail = Array.from({ length: 6 }, () => placeOn(shown.bounds, random)).map(({ lat, lng }) => [lat, lng])
      editor.provider.awareness.setLocalState({ laser: trail })
      await editor.heardAll()
    },
  }
  const slides = slideViews(table.board.doc)
  return [
    ...slides.map((view, index): Act => ({ what: `${voice.name} shows slide ${index + 1}`, run: () => show({ slide: undefined, ...view }) })),
    ...Array.from({ length: freeActs }, (): Act => {
      const what = random.pick(Object.keys(acts))
      return { what: `${voice.name} ${what}`, run: () => acts[what]?.() ?? Promise.resolve() }
    }),
    { what: `${voice.name} ends`, run: async () => { drawing?.close() } },
  ]
}

/** The same by hand. */
export function handActs(laptop: Laptop, slides: number, freeActs: number, random: SeededRandom): Act[] {
  const { page } = laptop
  const key = async (...keys: readonly string[]): Promise<void> => {
    await page.keyboard.press('Escape')
    await mapOf(laptop).focus()
    for (const each of keys) await page.keyboard.press(each)
  }
  const drag = async (share: number): Promise<void> => {
    const box = await mapOf(laptop).boundingBox()
    if (box === null) throw new Error(`${laptop.name} sees no map`)
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    await page.mouse.move(x, y)
    await page.mouse.down()
    for (let step = 1; step <= 8; step += 1) await page.mouse.move(x + step * 18 * share, y + step * 9)
    await page.mouse.up()
  }
  const acts: Readonly<Record<string, () => Promise<void>>> = {
    'pans by hand': async () => { await key('h'); await drag(random.pick([-1, 1])) },
    'pans by key': () => key(random.pick(['ArrowLeft', 'ArrowRight']), random.pick(['ArrowUp', 'ArrowDown'])),
    zooms: () => key(random.pick(['+', '-'])),
    'shows with the laser': async () => { await key('k'); await drag(random.pick([-1, 1])) },
    // By hand, not as an area with its label: where a protected place lies below, the board refuses the mark, and nothing is asked.
    draws: async () => { await key('d'); await drag(random.pick([-1, 1])) },
    highlights: async () => { await key('v', 'Control+a') },
  }
  return [
    { what: 'Amina begins her slides', run: async () => {
      await page.getByText(text.syndicate.presenting).waitFor()
      await page.getByRole('tab', { name: text.syndicate.tabs.slides }).click()
      await page.getByRole('button', { name: slidesText.begin }).click()
    } },
    ...Array.from({ length: slides - 1 }, (_, index): Act => ({ what: `Amina turns to slide ${index + 2}`, run: async () => { await page.keyboard.press('PageDown') } })),
    ...Array.from({ length: freeActs }, (): Act => {
      const what = random.pick(Object.keys(acts))
      return { what: `Amina ${what}`, run: () => acts[what]?.() ?? Promise.resolve() }
    }),
    { what: 'Amina leaves her slides', run: async () => {
      await key('v')
      const leave = page.getByRole('button', { name: slidesText.leave })
      if (await leave.isVisible()) await leave.click()
    } },
  ]
}

/** Places are told as they come and may be missed where a line is busy: one points on until the room has seen it. */
async function pointAt({ live }: Voice, { live: reader }: HeldStates, at: { readonly lat: number; readonly lng: number }): Promise<void> {
  await until(() => {
    live.socket.emit('pointer', at)
    const seen = reader.pointers.at(-1)
    return seen?.lat === at.lat && seen.lng === at.lng
  }, 'the room sees where somebody points')
}

function moved([south, west, north, east]: StageView['bounds'], random: SeededRandom): StageView['bounds'] {
  const [up, along] = [(random.next() - 0.5) * (north - south) * 0.6, (random.next() - 0.5) * (east - west) * 0.6]
  return [south + up, west + along, north + up, east + along]
}

function placeOn([south, west, north, east]: StageView['bounds'], random: SeededRandom): { readonly lat: number; readonly lng: number } {
  return { lat: south + (north - south) * (0.2 + 0.6 * random.next()), lng: west + (east - west) * (0.2 + 0.6 * random.next()) }
}
