/** Which screen the address asks for. Addresses are few and flat; secrets stand after `#` and are taken out at once. */
import { getContext, setContext } from 'svelte'

export type Place =
  | { readonly kind: 'join'; readonly code: string }
  | { readonly kind: 'staff'; readonly token: string }
  | { readonly kind: 'seat'; readonly seat: string; readonly still: boolean }
  /** `sequence` names the entry among those of one millisecond; null = the last of them. */
  | { readonly kind: 'replay'; readonly seat: string; readonly moment: number | null; readonly sequence: number | null; readonly still: boolean }

/** `?still` on a seat's page or its replay asks for a still (still.ts). */
export function placeOf(pathname: string, search: string, hash: string): Place {
  const inHash = decodeHash(hash)
  const seat = /^\/seat\/([A-Za-z0-9_-]{1,64})(\/replay)?\/?$/.exec(pathname)
  if (seat?.[1] !== undefined) {
    const still = new URLSearchParams(search).has('still')
    if (seat[2] === undefined) return { kind: 'seat', seat: seat[1], still }
    const [, moment, sequence] = /^t=(\d{1,12})(?:\.(\d{1,12}))?$/.exec(inHash) ?? []
    return { kind: 'replay', seat: seat[1], moment: moment === undefined ? null : Number(moment), sequence: sequence === undefined ? null : Number(sequence), still }
  }
  if (/^\/staff\/?$/.test(pathname)) return { kind: 'staff', token: inHash }
  return { kind: 'join', code: /^\/j\/?$/.test(pathname) ? inHash : '' }
}

function decodeHash(hash: string): string {
  try {
    return decodeURIComponent(hash.replace(/^#/, ''))
  } catch {
    return ''
  }
}

export class Route {
  at = $state.raw<Place>({ kind: 'join', code: '' })
  readonly #window: Window

  constructor(window: Window) {
    this.#window = window
    this.#read()
    window.addEventListener('popstate', () => this.#read())
  }

  /** Goes to a page of ours; `path` may be a whole address of this server. */
  go(path: string): void {
    const { location, history } = this.#window
    const target = new URL(path, location.href)
    history.pushState(null, '', target.pathname + target.hash)
    this.#read()
  }

  /** Names a moment in the address without a new step in the history. */
  nameMoment(recordedAt: number): void {
    const { location, history } = this.#window
    history.replaceState(null, '', `${location.pathname}#t=${Math.round(recordedAt)}`)
  }

  #read(): void {
    const { location, history } = this.#window
    this.at = placeOf(location.pathname, location.search, location.hash)
    // A code or a token in the address would stay in the history and be seen over a shoulder.
    if (location.hash !== '' && this.at.kind !== 'replay') history.replaceState(null, '', location.pathname)
  }
}

const key = Symbol('route')

export function setRoute(route: Route): void {
  setContext(key, route)
}

export function useRoute(): Route {
  const route = getContext<Route | undefined>(key)
  if (route === undefined) throw new Error('no route was set above this component')
  return route
}
