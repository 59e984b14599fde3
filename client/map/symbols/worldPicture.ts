/**
 * The pictures of facts: what the world itself put on the map. Solid discs, so that nobody takes them for an officer's
 * framed mark. Path data in a box of 24 × 24.
 */
import type { CrossingFact, PinFact, SiteFact } from '#shared/exercise/world.ts'
import { picture, svg } from './svg.ts'

const pinGlyphs: Readonly<Record<PinFact['kind'], string>> = {
  incident: 'M13.6 3.5L6 13.5h5l-1.3 7L18 10.3h-5.4z',
  alert: 'M12 3.5a1.5 1.5 0 0 1 1.5 1.5c2.5.7 4 2.7 4 5.5v4l2 2.5h-15l2-2.5v-4c0-2.8 1.5-4.8 4-5.5A1.5 1.5 0 0 1 12 3.5zM10 18.5h4a2 2 0 0 1-4 0z',
  request: 'M8 9a4 4 0 1 1 6 3.5c-1 .6-1 1-1 2.5h-2.2c0-2.2.2-3.2 1.8-4.2A1.8 1.8 0 1 0 10.2 9zM10.7 17h2.6v2.6h-2.6z',
  crowd: 'M8 6a2.3 2.3 0 1 1 0 4.6A2.3 2.3 0 0 1 8 6zM16 6a2.3 2.3 0 1 1 0 4.6A2.3 2.3 0 0 1 16 6zM3.8 18c0-4 1.6-6 4.2-6 1.7 0 3 .8 3.6 2.5h.8c.6-1.7 1.9-2.5 3.6-2.5 2.6 0 4.2 2 4.2 6z',
  movement: 'M4 10.5h9V6l7 6-7 6v-4.5H4z',
  hazard: 'M12 4l9 15.5H3zM11 9.5v5h2v-5zM11 16v2h2v-2z',
  rumour: 'M5 6.5h6v5.5c0 3-1.5 5-4.5 5.8V16c1.3-.5 2-1.5 2-3H5zM13 6.5h6v5.5c0 3-1.5 5-4.5 5.8V16c1.3-.5 2-1.5 2-3H13z',
  flag: 'M7 3.5h1.8V20.5H7zM9.5 4.5h9l-2.5 3.5 2.5 3.5h-9z',
  fire: 'M12.5 3c.5 4 5 5.3 5 10.5a5.5 5.5 0 0 1-11 0c0-2.2 1-3.5 2.2-4.5.2 1.7.9 2.5 1.7 2.7C10 8.5 11 5.5 12.5 3z',
  cordon: 'M4 9h16v2.2H4zM4 13h16v2.2H4zM6 6.5h2v11H6zM16 6.5h2v11h-2z',
  corridor: 'M6 4h2v16H6zM16 4h2v16h-2zM11 6h2v3h-2zM11 10.5h2v3h-2zM11 15h2v3h-2z',
}

const crossingGlyphs: Readonly<Record<'bridge' | 'ferry' | 'ford', string>> = {
  bridge: 'M3 5l3 3.5h12L21 5M3 19l3-3.5h12l3 3.5',
  ferry: 'M4 13.5h16l-3 5H7zM8 13.5v-4h8v4M12 9.5V5.5',
  ford: 'M3 9c2-2 4-2 6 0s4 2 6 0 4-2 6 0M3 15c2-2 4-2 6 0s4 2 6 0 4-2 6 0',
}

export function pinPicture(kind: PinFact['kind']): SVGElement {
  return picture(32, '0 0 40 42', [
    svg('path', { d: 'M20 41L12.2 28.6A14 14 0 1 1 27.8 28.6z', class: 'fact-disc' }),
    svg('path', { d: pinGlyphs[kind], class: 'fact-glyph', transform: 'translate(9.6 6.6) scale(.85)', 'fill-rule': 'evenodd' }),
  ])
}

/** A crossing: a white plate; when it cannot be used, a bar across it says so without colour. */
export function crossingPicture(kind: 'bridge' | 'ferry' | 'ford', state: CrossingFact['state']): SVGElement {
  const usable = state === 'open' || state === 'restricted'
  return picture(22, '0 0 24 24', [
    svg('rect', { x: 1, y: 1, width: 22, height: 22, rx: 3, class: 'crossing-plate' }),
    svg('path', { d: crossingGlyphs[kind], class: 'crossing-glyph' }),
    ...(usable ? [] : [svg('path', { d: 'M2 2l20 20M22 2L2 22', class: 'crossing-bar' })]),
  ])
}

/** The small flag beside a place that is not calm; its word stands with it. */
export function sitePicture(state: SiteFact['state']): SVGElement {
  const kind = state === 'burned' ? 'fire' : state === 'attacked' ? 'incident' : state === 'flooded' ? 'hazard' : 'alert'
  return pinPicture(kind)
}
