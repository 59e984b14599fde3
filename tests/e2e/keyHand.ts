/**
 * Somebody who has no pointer: every control is reached with Tab and arrow keys from where the focus is, as the page lets it, and
 * worked with keys. Nothing is focused from outside, so a control that cannot be reached ends the story.
 */
import { expect } from 'vitest'
import type { Locator, Page } from 'playwright'
import type { Laptop } from './room.ts'

/** A page of ours has fewer places for the focus. */
const mostTabs = 400

export class KeyHand {
  readonly #page: Page
  readonly #name: string
  /** Keys pressed to get somewhere. */
  steps = 0

  private constructor({ page, name }: Laptop) {
    this.#page = page
    this.#name = name
  }

  /** From the next page on, every press of a pointer is counted. */
  static async of(laptop: Laptop): Promise<KeyHand> {
    await laptop.page.addInitScript(() => {
      window.addEventListener('pointerdown', () => { sessionStorage.setItem('pressed', 'yes') }, { capture: true })
    })
    return new KeyHand(laptop)
  }

  /** Goes to a control. A tab of a row of tabs is reached with the arrow keys, as its row stands once in the order of Tab. */
  async reach(target: Locator): Promise<void> {
    await target.waitFor()
    if (await target.getAttribute('role') === 'tab') return this.#turnTo(target)
    await this.#tabTo(target)
  }

  async press(target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
    await this.reach(target)
    await expect.poll(() => target.isEnabled(), { timeout: 15_000 }).toBe(true)
    await this.#page.keyboard.press(key)
  }

  async write(target: Locator, words: string): Promise<void> {
    await this.reach(target)
    await this.#page.keyboard.press('Control+a')
    await this.#page.keyboard.insertText(words)
  }

  /** In a list that opens: arrow keys until it stands there. */
  async choose(target: Locator, label: RegExp): Promise<void> {
    await this.reach(target)
    const labels = await target.locator('option').allInnerTexts()
    const [from, to] = [await target.evaluate((list) => (list instanceof HTMLSelectElement ? list.selectedIndex : -1)), labels.findIndex((each) => label.test(each))]
    if (to < 0) throw new Error(`${this.#name} finds no ${String(label)} among ${labels.join(', ')}`)
    for (let at = from; at !== to; at += Math.sign(to - from)) await this.#step(to > from ? 'ArrowDown' : 'ArrowUp')
  }

  /** Keys the page hears wherever the focus is, or a field that has the focus already. */
  async type(words: string): Promise<void> {
    await this.#page.keyboard.type(words)
  }

  async keys(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key)
  }

  /** No pointer was ever pressed on this page's tab. */
  async expectNoPointer(): Promise<void> {
    expect([this.#name, await this.#page.evaluate(() => sessionStorage.getItem('pressed'))]).toEqual([this.#name, null])
  }

  async #turnTo(tab: Locator): Promise<void> {
    const row = tab.locator('xpath=ancestor::*[@role="tablist"][1]')
    await this.#tabTo(row.locator('[role=tab][aria-selected=true]'))
    const count = await row.locator('[role=tab]').count()
    for (let turns = 0; turns < count && !await isFocused(tab); turns += 1) await this.#step('ArrowRight')
    if (!await isFocused(tab)) throw new Error(`${this.#name} cannot turn to the tab`)
  }

  async #tabTo(target: Locator): Promise<void> {
    const passed: string[] = []
    for (let tabs = 0; tabs < mostTabs; tabs += 1) {
      if (await isFocused(target)) return
      await this.#step('Tab')
      passed.push(await this.#page.evaluate(() => (document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '').trim().slice(0, 24)))
    }
    throw new Error(`${this.#name} cannot reach ${target.toString()} with Tab; on the way: ${passed.slice(0, 60).join(' | ')}`)
  }

  async #step(key: string): Promise<void> {
    this.steps += 1
    await this.#page.keyboard.press(key)
  }
}

function isFocused(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement)
}
