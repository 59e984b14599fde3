/**
 * All words on the map, places' and officers' alike, placed together so that none lies on another. Placed anew when
 * the zoom or a label changes; moving the map only carries them along.
 */
import L from 'leaflet'
import { element } from '../symbols/svg.ts'
import { frameBatch } from './frameBatch.ts'
import type { Theme } from '../themes.ts'
import { standing, type Pane } from './panes.ts'
import { placeLabels, type Box, type LabelWish } from './placeLabels.ts'

export interface Label {
  readonly at: readonly [number, number]
  readonly words: string
  /** A second, smaller line; '' for none. */
  readonly second?: string
  /** A board's number before the words, in its own shape; absent for none. */
  readonly badge?: number
  readonly className: string
  readonly pane: Pane & ('place-labels' | 'labels')
  readonly priority: number
  readonly seat: 'around' | 'over'
  readonly gap: number
  /** How far above its place the label's anchor lies, pixels: half way up a pin. */
  readonly lift?: number
  readonly must: boolean
  /** Looks farther away for room, but stays away when there is none. */
  readonly far?: boolean
  /** Degrees it is turned, for names that follow a river or a contour. */
  readonly turn?: number
  /** Labels that share this word at a zoom are one name looking for room: only the first that finds it is shown. */
  readonly once?: (zoom: number) => string
  /** Shown from this zoom on. */
  readonly fromZoom: number
  /** Hidden with its theme. */
  readonly theme?: Theme | null
}

export interface LabelLayer {
  set(key: string, label: Label): void
  remove(key: string): void
  /** A picture on the map that labels keep clear of: half its size in pixels. Null takes it away. */
  keepClear(key: string, at: readonly [number, number] | null, half: number, lift?: number): void
  setHidden(themes: ReadonlySet<Theme>): void
  close(): void
}

interface Obstacle {
  readonly at: readonly [number, number]
  readonly half: number
  readonly lift: number
}

interface Drawn {
  label: Label
  readonly marker: L.Marker
  readonly words: HTMLElement
}

export function makeLabelLayer(map: L.Map): LabelLayer {
  const drawn = new Map<string, Drawn>()
  const obstacles = new Map<string, Obstacle>()
  let hidden: ReadonlySet<Theme> = new Set()
  const batch = frameBatch(place)

  function place(): void {
    const zoom = map.getZoom()
    const wishes: LabelWish[] = []
    for (const [key, { label, words }] of drawn) {
      if (label.fromZoom > zoom || (label.theme != null && hidden.has(label.theme))) continue
      const { x, y } = map.latLngToLayerPoint(L.latLng(label.at[0], label.at[1]))
      const { priority, seat, gap, must, far = false, turn, lift = 0 } = label
      wishes.push({ key, x, y: y - lift, width: words.offsetWidth, height: words.offsetHeight, priority, seat, gap, must, far, ...(turn === undefined ? {} : { turn }), ...(label.once === undefined ? {} : { once: label.once(zoom) }) })
    }
    const seats = placeLabels(wishes, Array.from(obstacles.values(), boxOf))
    // Those that must lie on others do so by what they say, not by which was drawn first.
    Array.from(seats.keys()).forEach((key, rank) => drawn.get(key)?.marker.setZIndexOffset(seats.size - rank))
    for (const [key, { label, words }] of drawn) {
      const seat = seats.get(key)
      words.classList.toggle('label-away', seat === undefined)
      if (seat === undefined) continue
      words.style.left = `${Math.round(seat[0])}px`
      words.style.top = `${Math.round(seat[1] - (label.lift ?? 0))}px`
      words.style.transform = label.turn === undefined ? '' : `rotate(${label.turn}deg)`
    }
  }

  function boxOf({ at, half, lift }: Obstacle): Box {
    const { x, y } = map.latLngToLayerPoint(L.latLng(at[0], at[1]))
    return { left: x - half, top: y - half - lift, right: x + half, bottom: y + half - lift }
  }

  function draw(label: Label): Drawn {
    const words = element(`label ${label.className} label-away`)
    words.dir = 'auto'
    fill(words, label)
    const marker = standing(label.pane, label.at, 'label-stand', words).addTo(map)
    return { label, marker, words }
  }

  map.on('zoomend viewreset', batch.ask)
  // words measured before their font came would lie on each other
  let isClosed = false
  document.fonts.ready.then(() => { if (!isClosed) batch.ask() }, () => undefined)
  return {
    set: (key, label) => {
      const present = drawn.get(key)
      if (present !== undefined && present.label.pane === label.pane) {
        if (present.label.className !== label.className) present.words.className = `label ${label.className}`
        if (present.label.words !== label.words || present.label.second !== label.second) fill(present.words, label)
        present.marker.setLatLng(L.latLng(label.at[0], label.at[1]))
        present.label = label
      } else {
        present?.marker.remove()
        drawn.set(key, draw(label))
      }
      batch.ask()
    },
    remove: (key) => {
      drawn.get(key)?.marker.remove()
      if (drawn.delete(key)) batch.ask()
    },
    keepClear: (key, at, half, lift = 0) => {
      if (at === null) obstacles.delete(key)
      else obstacles.set(key, { at, half, lift })
      batch.ask()
    },
    setHidden: (themes) => {
      hidden = themes
      batch.ask()
    },
    close: () => {
      isClosed = true
      batch.stop()
      map.off('zoomend viewreset', batch.ask)
      for (const { marker } of drawn.values()) marker.remove()
      drawn.clear()
    },
  }
}

function fill(words: HTMLElement, { words: first, second, badge }: Label): void {
  words.replaceChildren(first)
  if (badge !== undefined) words.prepend(element(`label-badge board-${badge}`, [String(badge)]))
  if (second !== undefined && second !== '') words.append(element('label-second', [second]))
}
