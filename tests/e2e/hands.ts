/**
 * A hand at the map in a real Chromium, led by a seed: draws, drags marks and corners, adds and takes away corners, undoes,
 * redoes, duplicates and deletes, by pointer and keys as a person does. What is chosen is the seed's, whatever the screen
 * shows by then: every act draws the same number of shares.
 */
import { text } from '../../client/text/index.ts'
import type { SeededRandom } from '../support/seededRandom.ts'
import { mapOf } from './acts.ts'
import type { Laptop } from './room.ts'

type Point = readonly [number, number]
/** Shares of one, drawn for one act. */
type Shares = readonly [number, number, number, number, number, number, number, number]

/** What lies on the screen where it can be taken hold of. */
interface Scene {
  readonly marks: readonly Point[]
  /** Those of them that have corners. */
  readonly paths: readonly Point[]
  readonly corners: readonly Point[]
  readonly middles: readonly Point[]
}

export const actNames = ['draw', 'drag', 'bend', 'addCorner', 'takeCorner', 'undo', 'redo', 'duplicate', 'remove'] as const
export type ActName = (typeof actNames)[number]

/** How often each is drawn, of a hundred. */
const weights: Readonly<Record<ActName, number>> = { draw: 22, drag: 22, bend: 14, addCorner: 8, takeCorner: 8, undo: 12, redo: 5, duplicate: 5, remove: 4 }
/** With more marks than this, drawing becomes deleting. */
const marksAtMost = 30

interface Drawn { readonly key: string; readonly how: 'click' | 'drag' | 'path' }
const drawing: readonly Drawn[] = [
  { key: 'm', how: 'click' }, { key: 'n', how: 'click' }, { key: 'l', how: 'path' }, { key: 'p', how: 'path' },
  { key: 'l', how: 'path' }, { key: 'p', how: 'path' }, { key: 'r', how: 'drag' }, { key: 'o', how: 'drag' }, { key: 'd', how: 'drag' },
]

export class Hand {
  /** How often each act found what it needs and was done. */
  readonly done: Record<ActName, number> = { draw: 0, drag: 0, bend: 0, addCorner: 0, takeCorner: 0, undo: 0, redo: 0, duplicate: 0, remove: 0 }
  readonly #laptop: Laptop
  readonly #random: SeededRandom

  constructor(laptop: Laptop, random: SeededRandom) {
    this.#laptop = laptop
    this.#random = random
  }

  async act(): Promise<void> {
    const next = (): number => this.#random.next()
    let drawn = next() * 100
    const name = actNames.find((each) => (drawn -= weights[each]) < 0) ?? 'drag'
    const shares: Shares = [next(), next(), next(), next(), next(), next(), next(), next()]
    if (await this.#do(name, shares)) this.done[name] += 1
  }

  async #do(name: ActName, shares: Shares): Promise<boolean> {
    const { page } = this.#laptop
    switch (name) {
      case 'draw': return (await this.#scene()).marks.length > marksAtMost ? this.#remove(shares) : this.#draw(shares)
      case 'drag': return this.#drag(shares)
      case 'bend': return this.#pull('corners', shares)
      case 'addCorner': return this.#pull('middles', shares)
      case 'takeCorner': return this.#takeCorner(shares)
      case 'undo': await this.#key('Control+z'); return true
      case 'redo': await this.#key('Control+y'); return true
      case 'duplicate': {
        if (!await this.#select(shares)) return false
        await page.keyboard.press('Control+d')
        return true
      }
      case 'remove': return this.#remove(shares)
    }
  }

  async #draw([what, ...shares]: Shares): Promise<boolean> {
    const { page } = this.#laptop
    const tool = chosen(drawing, what)
    const spots = await this.#spots(shares)
    const [first, second] = spots
    if (tool === null || first === undefined || second === undefined) return false
    await this.#key(tool.key)
    if (tool.how === 'drag') await this.#pullFrom(first, second)
    else for (const spot of tool.how === 'click' ? [first] : spots) await page.mouse.click(...spot)
    if (tool.how === 'path') await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    return true
  }

  async #drag([which, x, y]: Shares): Promise<boolean> {
    await this.#key('v')
    const from = chosen((await this.#scene()).marks, which)
    const [to] = await this.#spots([x, y])
    if (from === null || to === undefined) return this.#seeAll()
    await this.#pullFrom(from, to)
    return true
  }

  /** Takes one mark and pulls one of its handles. */
  async #pull(what: 'corners' | 'middles', shares: Shares): Promise<boolean> {
    if (!await this.#select(shares, 'paths')) return false
    const from = chosen((await this.#scene())[what], shares[1])
    const [to] = await this.#spots([shares[2], shares[3]])
    if (from === null || to === undefined) return false
    await this.#pullFrom(from, to)
    return true
  }

  async #takeCorner(shares: Shares): Promise<boolean> {
    const { page } = this.#laptop
    if (!await this.#select(shares, 'paths')) return false
    const corner = chosen((await this.#scene()).corners, shares[1])
    if (corner === null) return false
    await page.mouse.click(...corner)
    await page.keyboard.press('Delete')
    return true
  }

  async #remove(shares: Shares): Promise<boolean> {
    if (!await this.#select(shares)) return false
    await this.#laptop.page.keyboard.press('Delete')
    return true
  }

  /** A click on one mark. */
  async #select([which]: Shares, of: 'marks' | 'paths' = 'marks'): Promise<boolean> {
    await this.#key('v')
    const at = chosen((await this.#scene())[of], which)
    if (at === null) return this.#seeAll()
    await this.#laptop.page.mouse.click(...at)
    return true
  }

  /** Nothing is in sight: the map goes to where the marks are. */
  async #seeAll(): Promise<false> {
    await this.#key('Shift+1')
    return false
  }

  /** With the map in focus, out of whatever was begun. */
  async #key(key: string): Promise<void> {
    const { page } = this.#laptop
    await page.keyboard.press('Escape')
    await mapOf(this.#laptop).focus()
    await page.keyboard.press(key)
  }

  async #pullFrom(from: Point, to: Point): Promise<void> {
    const { mouse } = this.#laptop.page
    await mouse.move(...from)
    await mouse.down()
    await mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2)
    await mouse.move(...to)
    await mouse.up()
  }

  /** Places of the map that nothing covers, two shares for each. */
  async #spots(shares: readonly number[]): Promise<Point[]> {
    const box = await mapOf(this.#laptop).boundingBox()
    if (box === null) throw new Error(`${this.#laptop.name} sees no map`)
    const spots: Point[] = []
    for (let index = 0; index + 1 < shares.length; index += 2) {
      spots.push([Math.round(box.x + box.width * (0.1 + 0.8 * (shares[index] ?? 0))), Math.round(box.y + box.height * (0.1 + 0.8 * (shares[index + 1] ?? 0)))])
    }
    return this.#laptop.page.evaluate((points) => points.filter(([x, y]) => document.elementFromPoint(x, y)?.closest('.leaflet-container') instanceof HTMLElement), spots)
  }

  async #scene(): Promise<Scene> {
    return this.#laptop.page.evaluate(() => {
      type Place = readonly [number, number]
      const isFree = ([x, y]: Place): boolean => document.elementFromPoint(x, y)?.closest('.leaflet-container') instanceof HTMLElement
      const middle = (element: Element): Place => {
        const { x, y, width, height } = element.getBoundingClientRect()
        return [x + width / 2, y + height / 2]
      }
      const middles = (selector: string): Place[] => Array.from(document.querySelectorAll(selector), middle).filter(isFree)
      const onPaths = Array.from(document.querySelectorAll<SVGPathElement>('path.mark-stroke'), (path): Place => {
        const point = path.getPointAtLength(path.getTotalLength() * 0.3).matrixTransform(path.getScreenCTM() ?? undefined)
        return [point.x, point.y]
      }).filter(isFree)
      return {
        marks: [...middles('.mark-stand .standing'), ...onPaths], paths: onPaths,
        corners: middles('.handle:not(.handle-middle)'), middles: middles('.handle-middle'),
      }
    })
  }
}

function chosen<Each>(from: readonly Each[], share: number): Each | null {
  return from[Math.floor(share * from.length)] ?? null
}

/** The words of the list of marks, as it stands on the screen. */
export async function marksListed(laptop: Laptop): Promise<string[]> {
  const { page } = laptop
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: text.map.marks, exact: true }).click()
  const rows = page.locator('[data-panel=marks] li')
  await rows.first().waitFor()
  return rows.allInnerTexts()
}
