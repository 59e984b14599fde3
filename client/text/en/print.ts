/** The printed sheet. Fetched with its view, not with the first page. */
import type { AreaGraphic, LineGraphic } from '#shared/board/annotation.ts'

const lineGraphics: Readonly<Record<LineGraphic, string>> = {
  'patrol-route': 'Patrol route', escort: 'Escort', displacement: 'Movement of people', 'phase-line': 'Phase line',
}
const areaGraphics: Readonly<Record<AreaGraphic, string>> = {
  cordon: 'Cordon', 'no-go': 'No-go area', 'mined-area': 'Mined area', hotspot: 'Hotspot', base: 'Base',
}

export const printText = {
  title: 'Print the sheet',
  paper: 'Paper',
  papers: { 'a4-landscape': 'A4 landscape', 'a4-portrait': 'A4 portrait', 'a3-landscape': 'A3 landscape', 'a3-portrait': 'A3 portrait' },
  scale: 'Scale',
  scales: { fit: 'Whole sheet', 100000: '1:100 000', 250000: '1:250 000' },
  blackAndWhite: 'Black and white',
  withComments: 'With comment pins',
  print: 'Print, or save as PDF',
  hint: 'Drag the map to choose the part. In the print window choose this paper, no margins and 100 %.',
  preview: 'Preview of the printed sheet. Arrow keys move the map.',
  legend: 'Legend',
  noMarks: 'No marks on this part of the board.',
  lineGraphics, areaGraphics,
  kindAndMeaning: (kind: string, meaning: string) => `${kind} · ${meaning.toLocaleLowerCase()}`,
  grid: 'Grid: UTM, WGS 84',
  north: 'N',
  northIs: 'True north',
  notReal: 'Exercise. Nothing here is real.',
  printedAt: (wall: string) => `Printed ${wall}`,
  scenarioTime: (time: string) => `Scenario ${time}`,
  noScenarioTime: 'Scenario time not set',
} as const
