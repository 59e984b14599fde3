/** A table as an XLSX workbook that every spreadsheet opens: all cells are words, none is a formula, the headings stay in sight. */
import { columnLetters } from '../../msel/headers.ts'
import { escapeXml } from '../xml.ts'
import { guarded } from './csv.ts'
import { writeZip } from './zip.ts'

export interface OutSheet {
  readonly name: string
  /** The first row holds the headings. */
  readonly rows: readonly (readonly string[])[]
  /** Width of each column in letters. */
  readonly widths: readonly number[]
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const kinds = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Styles of a cell: words; a heading; words that begin like a formula, marked so that they stay words when somebody edits them. */
const styles = { words: 0, heading: 1, quoted: 2 } as const

/** `encode`: UTF-8. */
export function writeXlsx({ name, rows, widths }: OutSheet, encode: (words: string) => Uint8Array): Uint8Array<ArrayBuffer> {
  const width = Math.max(1, ...rows.map((row) => row.length))
  const last = `${columnLetters(width - 1)}${Math.max(1, rows.length)}`
  const sheet = `${head}<worksheet xmlns="${main}"><dimension ref="A1:${last}"/><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`
    + `<cols>${Array.from({ length: width }, (_, index) => `<col min="${index + 1}" max="${index + 1}" width="${widths[index] ?? 14}" customWidth="1"/>`).join('')}</cols>`
    + `<sheetData>${rows.map(writeRow).join('')}</sheetData><autoFilter ref="A1:${last}"/></worksheet>`
  const title = escapeXml(name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31) || 'MSEL')
  const files: readonly (readonly [string, string])[] = [
    ['[Content_Types].xml', `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${kinds}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kinds}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${kinds}.styles+xml"/></Types>`],
    ['_rels/.rels', `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    ['xl/workbook.xml', `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${title}" sheetId="1" r:id="rId1"/></sheets></workbook>`],
    ['xl/_rels/workbook.xml.rels', `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`],
    ['xl/styles.xml', `${head}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE4E8EC"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3">${style(0, 0, '')}${style(1, 2, '')}${style(0, 0, ' quotePrefix="1"')}</cellXfs></styleSheet>`],
    ['xl/worksheets/sheet1.xml', sheet],
  ]
  return writeZip(files.map(([part, words]) => ({ name: part, bytes: encode(words) })))
}

/** Format 49 is text: '007' and '+45' stay as they are written. */
function style(font: number, fill: number, more: string): string {
  return `<xf numFmtId="49" fontId="${font}" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"${more}><alignment vertical="top" wrapText="1"/></xf>`
}

function writeRow(cells: readonly string[], row: number): string {
  const written = cells.map((words, column) => {
    if (words === '') return ''
    const look = row === 0 ? styles.heading : guarded(words) === words ? styles.words : styles.quoted
    return `<c r="${columnLetters(column)}${row + 1}" s="${look}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(words.replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x'))}</t></is></c>`
  })
  return `<row r="${row + 1}">${written.join('')}</row>`
}
