/** Words on and around the map. */
import type { AnnotationKind, AreaGraphic, ColourRole, LineGraphic, Pattern } from '#shared/board/annotation.ts'
import type { PlainWish } from '../../map/tools/keyTable.ts'
import type { ToolId } from '../../map/tools/tool.ts'
import type { ZonePlace } from '#shared/exercise/scenario.ts'
import type { CrossingFact, PinFact, RoadState, SiteFact } from '#shared/exercise/world.ts'
import { symbolNames } from './symbols.ts'

const kinds: Readonly<Record<AnnotationKind, string>> = {
  marker: 'Marker', line: 'Line', area: 'Area', text: 'Text', circle: 'Circle', note: 'Sticky note', unit: 'Unit', photo: 'Photo', sheet: 'Map sheet',
}

const graphics: Readonly<Record<LineGraphic | AreaGraphic, string>> = {
  'patrol-route': 'Patrol route', escort: 'Escort', displacement: 'Displacement', 'phase-line': 'Phase line',
  cordon: 'Cordon', 'no-go': 'No-go area', 'mined-area': 'Mined area', hotspot: 'Hotspot', base: 'Base',
}

/** Letters that stand on graphics, the same in every language of the exercise. */
const letters = { patrol: 'P', escort: 'E', phaseLine: 'PL', cordon: 'C', noGo: 'NO GO', mined: 'M', hotspot: 'H' } as const

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

const tools: Readonly<Record<ToolId, string>> = {
  select: 'Select and move', pan: 'Move the map', marker: 'Marker', unit: 'Unit', text: 'Text', note: 'Sticky note', comment: 'Comment', line: 'Line', arrow: 'Arrow',
  freehand: 'Freehand', area: 'Area', rectangle: 'Rectangle', circle: 'Circle and range rings', ...graphics, checkpoint: 'Checkpoint',
  measure: 'Distance and bearing', eraser: 'Eraser', laser: 'Laser and ping',
}

const keyActs: Readonly<Record<PlainWish | 'zoom-in' | 'zoom-out' | 'pan' | 'nudge', string>> = {
  enter: 'Finish, or drop at the cross', point: 'A point at the cross; held with other tools, move the map', backspace: 'One point back, or delete', escape: 'Cancel, then deselect', keep: 'Keep the tool in hand',
  undo: 'Undo', redo: 'Redo', delete: 'Delete', nudge: 'Move a little', duplicate: 'Duplicate', copy: 'Copy', cut: 'Cut', paste: 'Paste',
  'copy-style': 'Copy the style', 'paste-style': 'Paste the style', 'select-all': 'Select all', group: 'Group', ungroup: 'Ungroup', lock: 'Lock or unlock',
  forward: 'One step forward', back: 'One step backward', graphics: 'Graphics of protection', pan: 'Move the map', 'zoom-in': 'Zoom in', 'zoom-out': 'Zoom out',
  'fit-all': 'Whole sheet', 'fit-selection': 'Go to the selection', 'show-others': 'Show the others what you see', help: 'This sheet',
}

/** Keys with a name instead of a letter. */
const keyNames: Readonly<Record<string, string>> = {
  ' ': 'Space', ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc', Delete: 'Del', PageUp: 'Page Up', PageDown: 'Page Down', '-': '−',
}

function marksWord(count: number): string {
  return count === 1 ? '1 mark' : `${count} marks`
}

export const mapText = {
  map: 'Map',
  mapHelp: 'Arrow keys move the map. Plus and minus zoom. Letters choose a tool. All marks are in the list of marks.',
  exercise: 'EXERCISE',
  kinds, graphics, letters, symbols: symbolNames, colours, patterns, roadStates, crossingStates, siteStates, pinKinds, placeKinds,
  tools: 'Tools',
  tool: tools,
  toolGroup: {
    select: 'Select', pan: 'Move the map', points: 'Marks on a place', lines: 'Lines', areas: 'Areas', graphics: 'Graphics of protection', aids: 'Measure, erase, show',
  },
  hint: {
    marker: 'Click where the marker stands. Enter drops it at the cross.',
    unit: 'Click where the unit stands. Enter drops it at the cross.',
    text: 'Click where the words stand. Enter drops them at the cross.',
    note: 'Click where the note lies. Enter drops it at the cross.',
    comment: 'Click what you want to say something about. Enter drops the comment at the cross.',
    line: 'Click each point. Enter or a double click ends the line.',
    arrow: 'Drag from tail to head, or click each point and press Enter.',
    freehand: 'Press and draw.',
    area: 'Click each corner. Enter or a double click closes the area.',
    rectangle: 'Drag from corner to corner, or click both.',
    circle: 'Drag from the middle outwards, or click the middle and type the radius.',
    measure: 'Click each point. Nothing is written on the board.',
    eraser: 'Click a mark, or press and draw over several. Locked marks stay.',
    laser: 'Press and draw to show a trail. A click rings the place. It fades by itself.',
    pick: 'Click the place on the map. Enter takes the cross.',
  },
  keep: 'Keep the tool',
  radiusKm: 'Radius, km',
  setRadius: 'Draw the circle',
  rings: 'Rings',
  quantity: 'People',
  standsFor: 'Stands for',
  plain: { line: 'A plain line', area: 'A plain area' },
  rankHelp: 'Begin the label with its rank: 1\u00a0Market.',
  leg: (distance: string, grid: string, north: string) => `${distance}, bearing ${grid}° grid, ${north}° true`,
  total: (distance: string) => `${distance} in all`,
  noteWords: 'Words of the note',
  remarks: {
    title: 'Remarks', you: 'You', say: 'Say something about it', send: 'Send', take: 'Take my remark away',
    resolve: 'Mark as resolved', reopen: 'Reopen', resolved: 'Resolved',
    byAt: (who: string, clock: string) => `${who}, ${clock}`,
    turns: { resolved: (by: string) => `Resolved: ${by}`, reopened: (by: string) => `Reopened: ${by}` },
    thread: (said: number, isResolved: boolean) => `${said === 1 ? '1 remark' : `${said} remarks`}${isResolved ? ', resolved' : ''}`,
  },
  noteTitle: 'Title',
  designation: 'Designation',
  unit: 'Unit',
  severalSelected: (count: number) => `${count} marks selected`,
  selectSeveral: 'Select several',
  group: 'Group',
  ungroup: 'Ungroup',
  forward: 'Forward',
  back: 'Backward',
  removeCorner: 'Delete this corner',
  keys: 'Keys',
  keySections: { tools: 'Tools', drawing: 'While drawing', changing: 'Selected marks', looking: 'The map' },
  keyHelp: 'Keys work while the map has the focus. Letters follow your keyboard, or their place on it.',
  keyActs, keyNames,
  keyOf: (name: string, key: string) => `${name} (${key})`,
  news: { changed: (who: string, count: number) => `${who} changed ${marksWord(count)}`, added: (who: string, count: number) => `${who} added ${marksWord(count)}`, removed: (count: number) => `${marksWord(count)} taken away by others`, somebody: 'Somebody' },
  finish: 'Finish',
  dropPoint: 'One point back',
  cancel: 'Cancel',
  undo: 'Undo',
  redo: 'Redo',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  wholeSheet: 'Whole sheet',
  layers: 'Layers',
  marks: 'Marks',
  marksOf: (title: string) => `Marks on ${title}`,
  noMarks: 'No marks yet. Choose a tool at the left and draw.',
  noMarksToRead: 'No marks yet.',
  listHelp: 'Up and down walk the list. Enter shows the mark, F2 opens it, Space adds it to the selection, Alt and arrow keys move it, Delete takes it away.',
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
  /** Metres below one kilometre. */
  distance: (km: number) => (km < 0.9995 ? `${Math.round(km * 1000)} m` : `${Number(km.toFixed(km < 100 ? 1 : 0))} km`),
  /** 12 000: groups of three with a narrow space, read alike in every country. */
  count: (people: number) => String(people).replace(/\B(?=(\d{3})+$)/g, '\u202f'),
  newText: 'Text',
  closed: 'CLOSED',
  seen: 'Mark as seen',
  fact: (name: string, state: string, note: string) => (note === '' ? `${name}: ${state}` : `${name}: ${state}. ${note}`),
  mastOn: 'Phones work here',
  mastOff: 'No phones here now',
  people: (count: string) => `${count} people`,
  presenter: 'Presenter',
  unknownPlace: 'place not known',
  cross: 'At the cross',
  goTo: 'Go',
  goToLabel: 'Go to a place',
  goToHint: 'Type a grid reference or degrees to go there',
  goToExample: '29M MP 890 560',
  goToUnreadable: 'This is no grid reference and no pair of degrees. Type one like 29M MP 890 560, 890 560, or 5.83 S 9.10 W.',
  goToOffSheet: 'That place does not lie on this sheet.',
  scale: (km: string) => `${km} km`,
  north: 'N',
  sheetGrid: (utmZone: number, south: boolean) => `Grid: UTM zone ${utmZone} ${south ? 'south' : 'north'}, WGS 84`,
  sheetHeights: 'Heights in metres · contours each 20 m',
  copied: (label: string) => `${label} (2)`,
} as const
