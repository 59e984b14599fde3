/** The close cross hatch of no-go areas, one for each role, beside the hatches of symbols/definitions.ts. */
import { colourRoles, type ColourRole } from '#shared/board/annotation.ts'
import { svg } from '../../symbols/svg.ts'

export function noGoName(role: ColourRole): string {
  return `url(#no-go-${role})`
}

export function makeGraphicDefinitions(): SVGElement {
  return svg('svg', { class: 'map-definitions', width: 0, height: 0, 'aria-hidden': 'true', focusable: 'false' }, [
    svg('defs', {}, colourRoles.map((role) => svg('pattern', { id: `no-go-${role}`, width: 7, height: 7, patternUnits: 'userSpaceOnUse' }, [
      svg('rect', { width: 7, height: 7, class: `hatch-ground role-${role}` }),
      svg('path', { d: 'M-1 -1L8 8M-1 8L8 -1', class: `hatch-lines hatch-no-go role-${role}` }),
    ]))),
  ])
}
