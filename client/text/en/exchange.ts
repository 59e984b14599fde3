/** Bringing files in and taking marks out. Fetched with its dialogs, not with the first page. */
import type { FileProblem, Notice, NoticeCode } from '#shared/board/exchange/piece.ts'

const of = (count: number, one: string, several: string) => (count === 1 ? `1 ${one}` : `${count} ${several}`)
const objects = (count: number) => of(count, 'object', 'objects')

const problems: Readonly<Record<FileProblem, string>> = {
  'not-json': 'This file cannot be read. It is neither KML nor GeoJSON, or it is cut off. Export it again from the program it came from.',
  'not-geojson': 'This file is JSON, but no GeoJSON: it names no features. Export it as GeoJSON.',
  'not-xml': 'This file cannot be read to its end: its XML is broken or cut off. Export it again from the program it came from.',
  'not-kml': 'This file is XML, but no KML. Export it as KML or GeoJSON.',
  'other-coordinates': 'The places in this file are not in degrees of WGS 84. Export it again in WGS 84 (EPSG:4326).',
  doctype: 'This file brings definitions of its own, and such files are not opened. Export it as plain KML.',
  zipped: 'This file is packed (KMZ or ZIP). Unpack it first, and bring in the KML file inside.',
  'too-large': 'This file is too large. The limit is 10 megabytes. Export a smaller part.',
  empty: 'This file is empty.',
}

const notices: Readonly<Record<NoticeCode, (count: number) => string>> = {
  'no-geometry': (count) => `${objects(count)} without a place: left out.`,
  'unknown-geometry': (count) => `${objects(count)} of a kind a map cannot show: left out.`,
  'bad-coordinates': (count) => `${objects(count)} with places that are no numbers: left out.`,
  'off-the-globe': (count) => `${objects(count)} with places off the globe: left out. Latitude and longitude may be the wrong way round in the file.`,
  'too-few-points': (count) => `${objects(count)} with too few points for a line or an area: left out.`,
  'too-deep': (count) => `${objects(count)} nested too deep: left out.`,
  'no-feature': (count) => `${of(count, 'entry that is', 'entries that are')} no object of a map: left out.`,
  'too-many': (count) => `${objects(count)} beyond the limit of 20,000: left out.`,
  'height-dropped': (count) => `${objects(count)} with heights: the heights are dropped.`,
  'ring-not-closed': (count) => `${of(count, 'area whose outline was', 'areas whose outlines were')} open: closed.`,
  holes: (count) => `${of(count, 'hole', 'holes')} in areas left out: a mark has none. A reference layer keeps them.`,
  simplified: (count) => `${objects(count)} with more than 2,000 points: drawn with fewer.`,
  'network-link': (count) => `${of(count, 'link', 'links')} to other files: nothing is fetched.`,
  'overlay-picture': (count) => `${of(count, 'picture', 'pictures')} laid on the ground: left out.`,
  'not-ours': (count) => `${objects(count)} whose own fields could not be read: taken as plain marks.`,
  'order-suspect': (count) => `${objects(count)} would lie on this sheet if latitude and longitude were the other way round.`,
  'outside-sheet': (count) => `${objects(count)} outside this sheet.`,
}

export const exchangeText = {
  bringIn: 'Bring in a file',
  chooseMap: 'KML or GeoJSON file',
  chooseMapHint: 'Up to 500 objects become marks on your board.',
  orDrop: 'Choose a file, or drop it here.',
  reading: 'Reading the file',
  problems,
  notice: ({ code, count, example }: Notice) => `${notices[code](count)}${example === '' ? '' : ` First: “${example.slice(0, 60)}”.`}`,
  noticesTitle: 'What to know',
  found: (count: number) => `${objects(count)} found`,
  kinds: (points: number, lines: number, areas: number) => [of(points, 'point', 'points'), of(lines, 'line', 'lines'), of(areas, 'area', 'areas')].join(' · '),
  nothingFound: 'Nothing in this file can be drawn.',
  turn: 'Turn latitude and longitude round',
  together: 'Keep them together as one group',
  put: (count: number) => `Put ${of(count, 'mark', 'marks')} on the board`,
  tooManyMarks: (count: number, most: number) => `${objects(count)} are more than ${most}, the most that can become marks at once.`,
  boardFull: 'The board is full. Take some marks away first.',
  wasPut: (count: number) => `${of(count, 'mark was', 'marks were')} put on the board. Undo takes them away again.`,
  notWritable: 'The board cannot be written now.',
  another: 'Another file',
  takeOut: 'Take out the marks',
  takeOutWhy: 'The marks of your board as a file for other programs. Brought in here again, they are the same marks.',
  marksOnBoard: (count: number) => `${of(count, 'mark', 'marks')} on the board.`,
  format: 'Kind of file',
  geojson: 'GeoJSON, for QGIS and other map programs',
  kml: 'KML, for Google Earth and phones',
  save: 'Save the file',
  noMarks: 'There are no marks on the board yet.',
} as const
