/** Short sentences said to everyone at the screen: shown for a few seconds, and read aloud by screen readers. */
import { getContext, setContext } from 'svelte'
import type { Machine } from './machine.ts'

export interface Announcement { readonly id: number; readonly text: string; readonly tone: 'calm' | 'warn' }

const shownMs = 6000
const most = 3

export class Announcer {
  shown = $state.raw<readonly Announcement[]>([])
  readonly #machine: Machine
  #count = 0

  constructor(machine: Machine) {
    this.#machine = machine
  }

  say(text: string, tone: Announcement['tone'] = 'calm'): void {
    const announcement = { id: (this.#count += 1), text, tone }
    this.shown = [...this.shown, announcement].slice(-most)
    this.#machine.after(shownMs, () => this.dismiss(announcement.id))
  }

  dismiss(id: number): void {
    this.shown = this.shown.filter((each) => each.id !== id)
  }
}

const key = Symbol('announcer')

export function setAnnouncer(announcer: Announcer): void {
  setContext(key, announcer)
}

export function useAnnouncer(): Announcer {
  const announcer = getContext<Announcer | undefined>(key)
  if (announcer === undefined) throw new Error('no announcer was set above this component')
  return announcer
}
