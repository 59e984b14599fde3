/** Words on and around the map. */
import type { AnnotationKind, ColourRole, Pattern } from '#shared/board/annotation.ts'
import type { MarkerSymbol } from '#shared/board/markerSymbols.ts'
import type { ZonePlace } from '#shared/exercise/scenario.ts'
import type { CrossingFact, PinFact, RoadState, SiteFact } from '#shared/exercise/world.ts'

const kinds: Readonly<Record<AnnotationKind, string>> = {
  marker: 'Marker', line: 'Line', area: 'Area', text: 'Text', circle: 'Circle', note: 'Sticky note', unit: 'Unit', photo: 'Photo', sheet: 'Map sheet',
}

const symbols: Readonly<Record<MarkerSymbol, string>> = {
  base: 'Base', checkpoint: 'Checkpoint', patrol: 'Patrol', 'observation-post': 'Observation post', hotspot: 'Hotspot',
  displaced: 'Displaced people', school: 'School', health: 'Health', water: 'Water', incident: 'Incident', convoy: 'Convoy', note: 'Note',
}

const colours: Readonly<Record<ColourRole, string>> = {
  own: 'Own forces', state: 'Host state', threat: 'Threat', civilian: 'Civilians and aid', note: 'Note',
}

const patterns: Readonly<Record<Pattern, string>> = { solid: 'Solid', dashed: 'Dashed', dotted: 'Dotted', arrow: 'Arrow' }

const roadStates: Readonly<Record<RoadState, string>> = {
  open: 'Open', difficult: 'Difficult', '4x4-only': '4×4 only', 'closed-weather': 'Closed · weather',
  'closed-threat': 'Closed · threat', 'closed-damage': 'Closed · damage',
}

const crossingStates: Readonly<Record<CrossingFact['state'], string>> = {
  open: 'Open', restricted: 'Restricted', closed: 'Closed', destroyed: 'Destroyed',
}

const siteStates: Readonly<Record<SiteFact['state'], string>> = {
  calm: 'Calm', tense: 'Tense', attacked: 'Attacked', flooded: 'Flooded', burned: 'Burned', closed: 'Closed',
}

const pinKinds: Readonly<Record<PinFact['kind'], string>> = {
  incident: 'Incident', alert: 'Alert', request: 'Request', crowd: 'Crowd', movement: 'Movement', hazard: 'Hazard',
  rumour: 'Rumour', flag: 'Note', fire: 'Fire', cordon: 'Cordon', corridor: 'Corridor',
}

const placeKinds: Readonly<Record<ZonePlace['kind'], string>> = {
  capital: 'Regional capital', town: 'Town', village: 'Village', 'displacement-site': 'Displacement site', bridge: 'Bridge', ferry: 'Ferry',
  mine: 'Mine', forest: 'Forest', pass: 'Pass', checkpoint: 'Checkpoint', 'water-point': 'Water point', school: 'School', health: 'Health centre',
  'training-centre': 'Training centre', airfield: 'Airfield', hamlet: 'Hamlet', building: 'Building',
}

export const mapText = {
  map: 'Map',
  mapHelp: 'Arrow keys move the map. Plus and minus zoom. Letters choose a tool. All marks are in the list of marks.',
  exercise: 'EXERCISE',
  kinds, symbols, colours, patterns, roadStates, crossingStates, siteStates, pinKinds, placeKinds,
  tools: 'Tools',
  tool: { select: 'Select and move', pan: 'Move the map', marker: 'Marker', line: 'Line', area: 'Area', text: 'Text' },
  toolKey: { select: 'V', pan: 'H', marker: 'M', line: 'L', area: 'P', text: 'T' },
  hint: {
    marker: 'Click where the marker stands. Enter drops it at the cross.',
    text: 'Click where the words stand. Enter drops them at the cross.',
    line: 'Click each point. Enter or a double click ends the line.',
    area: 'Click each corner. Enter or a double click closes the area.',
    pick: 'Click the place on the map. Enter takes the cross.',
  },
  finish: 'Finish',
  dropPoint: 'One point back',
  cancel: 'Cancel',
  undo: 'Undo',
  redo: 'Redo',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  wholeSheet: 'Whole sheet',
  layers: 'Layers',
  world: 'Situation',
  coverage: 'Phone coverage',
  grid: 'Grid',
  marks: 'Marks',
  marksOf: (title: string) => `Marks on ${title}`,
  noMarks: 'No marks yet. Choose a tool at the left and draw.',
  noMarksToRead: 'No marks yet.',
  listHelp: 'Enter shows the mark. Alt and arrow keys move it. Delete takes it away.',
  close: 'Close',
  show: 'Show on the map',
  label: 'Label',
  words: 'Words',
  note: 'Note',
  symbol: 'Kind',
  colour: 'Means',
  pattern: 'Line',
  remove: 'Delete',
  duplicate: 'Duplicate',
  lock: 'Lock',
  unlock: 'Unlock',
  locked: 'Locked. Unlock it to change it.',
  noPicture: 'Picture not here',
  openPicture: 'Open the picture large',
  unnamed: (what: string) => `${what} without a name`,
  madeBy: (who: string) => `Made by ${who}`,
  madeByYou: 'Made by you',
  madeBefore: 'Made before you came',
  length: (km: string) => `${km} km`,
  size: (km2: string) => `${km2} km²`,
  newText: 'Text',
  closed: 'CLOSED',
  isNew: 'New',
  seen: 'Mark as seen',
  fact: (name: string, state: string, note: string) => (note === '' ? `${name}: ${state}` : `${name}: ${state}. ${note}`),
  mastOn: 'Phones work here',
  mastOff: 'No phones here now',
  people: (count: string) => `${count} people`,
  maxTonnes: (tonnes: number) => `${tonnes} t`,
  presenter: 'Presenter',
  unknownPlace: 'place not known',
  cross: 'At the cross',
  scale: (km: string) => `${km} km`,
  copied: (label: string) => `${label} (2)`,
} as const
