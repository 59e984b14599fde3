/** Hatches of areas and heads of arrows, defined once for each map and named by shapes as `url(#…)`. */
import { colourRoles, type ColourRole } from '#shared/board/annotation.ts'
import { svg } from './svg.ts'

/** Each role has a hatch of its own, so that areas are told apart without colour. */
const hatches: Readonly<Record<ColourRole, { readonly size: number; readonly d: string }>> = {
  own: { size: 10, d: 'M-2 12L12 -2M-2 2L2 -2M8 12L12 8' },
  state: { size: 9, d: 'M4.5 0V9' },
  threat: { size: 12, d: 'M-1 -1L13 13M-1 13L13 -1' },
  civilian: { size: 9, d: 'M4.5 4.5h.01' },
  note: { size: 12, d: '' },
}

export function hatchName(role: ColourRole): string {
  return `url(#hatch-${role})`
}

export function arrowName(role: ColourRole | 'fact'): string {
  return `url(#arrow-${role})`
}

export function makeDefinitions(): SVGElement {
  const made = svg('svg', { class: 'map-definitions', width: 0, height: 0, 'aria-hidden': 'true', focusable: 'false' }, [
    svg('defs', {}, [...colourRoles.map(hatch), ...colourRoles.map(arrow), arrow('fact'), factHatch()]),
  ])
  return made
}

function hatch(role: ColourRole): SVGElement {
  const { size, d } = hatches[role]
  return svg('pattern', { id: `hatch-${role}`, width: size, height: size, patternUnits: 'userSpaceOnUse' }, [
    svg('rect', { width: size, height: size, class: `hatch-ground role-${role}` }),
    ...(d === '' ? [] : [svg('path', { d, class: `hatch-lines role-${role} hatch-lines-${role}` })]),
  ])
}

function factHatch(): SVGElement {
  return svg('pattern', { id: 'hatch-fact', width: 8, height: 8, patternUnits: 'userSpaceOnUse' }, [
    svg('path', { d: 'M-2 2L2 -2M0 8L8 0M6 10L10 6', class: 'hatch-fact' }),
  ])
}

function arrow(role: ColourRole | 'fact'): SVGElement {
  return svg('marker', {
    id: `arrow-${role}`, viewBox: '0 0 12 12', refX: 9, refY: 6, markerWidth: 15, markerHeight: 15,
    orient: 'auto', markerUnits: 'userSpaceOnUse',
  }, [svg('path', { d: 'M1 1L11 6L1 11L3.5 6z', class: `arrow-head role-${role}` })])
}
