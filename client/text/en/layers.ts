/** Words of the layers: of a board, of the sheet and its situation, and the legend. */
import type { ZoneCrossing } from '#shared/exercise/scenario.ts'
import type { Theme } from '../../map/themes.ts'

const themes: Readonly<Record<Theme, string>> = {
  routes: 'Routes and their states', crossings: 'Bridges, ferries, fords', places: 'Places and people', displacement: 'Displacement', livelihood: 'Livelihood',
  services: 'Health and schools', mines: 'Suspected mines', flood: 'Flood plain', incidents: 'Incidents and alerts', coverage: 'Phone coverage',
  boundaries: 'Border', contours: 'Contours and heights', relief: 'Relief', grid: 'Grid',
}

const crossingKinds: Readonly<Record<ZoneCrossing['kind'], string>> = { bridge: 'Bridge', ferry: 'Ferry', ford: 'Ford' }

export const layersText = {
  title: 'Layers',
  boards: 'Boards',
  situation: 'Map and situation',
  themes,
  crossingKinds,
  defaultName: 'Main',
  unnamed: 'Layer without a name',
  newName: (count: number) => `Layer ${count}`,
  layer: 'Layer',
  severalLayers: 'Several layers',
  show: (name: string) => `Show ${name}`,
  opacity: (name: string) => `Opacity of ${name}`,
  percent: (value: number) => `${value} %`,
  drawHere: (name: string) => `Draw on ${name}`,
  activeHelp: 'New marks come to the chosen layer. Opacity is for you alone.',
  add: 'Add a layer',
  full: 'This board has all the layers it takes.',
  nameOf: (name: string) => `Name of ${name}`,
  up: (name: string) => `${name} one step up`,
  down: (name: string) => `${name} one step down`,
  remove: (name: string) => `Take ${name} away. Its marks go to Main.`,
  change: (name: string) => `Change ${name}`,
  done: 'Done',
  legend: 'Legend',
  legendMarks: 'Marks',
  legendWorld: 'Situation',
  legendEmpty: 'Nothing on the map needs a word.',
  ofRoad: 'Road',
  ofSite: 'Place',
  patternOf: (what: string, pattern: string) => `${what}, ${pattern.toLowerCase()}`,
  close: 'Close the layers',
} as const
