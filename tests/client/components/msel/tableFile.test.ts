import { readFileSync } from 'node:fs'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readTableFile, type FileChoice } from '../../../../client/components/msel/tableFile.ts'
import { guarded, readCsv, writeCsv } from '../../../../shared/board/exchange/table/csv.ts'
import type { TableRead, TableSheet } from '../../../../shared/board/exchange/table/table.ts'
import { writeXlsx } from '../../../../shared/board/exchange/table/xlsxOut.ts'
import { lookOf, numberWords } from '../../../../shared/board/exchange/table/xlsxNumbers.ts'
import { readZip, writeZip } from '../../../../shared/board/exchange/table/zip.ts'
import { limits } from '../../../../shared/protocol/limits.ts'

const asItLooks: FileChoice = { letters: null, separator: null }
const encode = (words: string): Uint8Array => new TextEncoder().encode(words)
const read = (content: BlobPart, choice = asItLooks): Promise<TableRead> => readTableFile(new File([content], 'list.csv'), choice)
const fixture = (name: string): Promise<TableRead> => readTableFile(new File([new Uint8Array(readFileSync(new URL(`../../../fixtures/msel/${name}`, import.meta.url)))], name), asItLooks)
async function sheetOf(file: Promise<TableRead>): Promise<TableSheet> {
  const whole = await file
  const [sheet] = whole.status === 'read' ? whole.sheets : []
  if (sheet === undefined) throw new Error(whole.status === 'refused' ? whole.problem : 'no sheet')
  return sheet
}

const hostile = ['=1+1', '+cmd|calc', '-2+3', '@SUM(A1)', '\tx', "'=already", '＝1', '-5', '+45', 'plain', '=HYPERLINK("http://192.0.2.1";"x")', 'two\nlines', 'a "quoted", one', ' padded ', '007', '_x0041_', '<&>"', 'Ж é 中']

describe('[MSL15] tables of words', () => {
  test.each([
    ['commas', 'a,b,c\r\n1,"two, and ""three""",\r\n'], ['semicolons', 'a;b;c\n1;two, and "three";\n'], ['tabs', 'a\tb\tc\r1\ttwo, and "three"\t'], ['a named sign', 'sep=|\r\na|b|c\r\n1|two, and "three"|'],
  ])('[MSL15] %s are told by the file itself', (_, text) => {
    expect(readCsv(text, 'x').cells).toEqual([['a', 'b', 'c'], ['1', 'two, and "three"', '']])
  })

  test('[MSL15] line breaks stay inside quotes, empty lines stay lines, a cell beyond the headings is kept', () => {
    expect(readCsv('a,b\n"one\r\ntwo",x\n\n3,4,5\n,,\n', 'x').cells).toEqual([['a', 'b', ''], ['one\ntwo', 'x', ''], ['', '', ''], ['3', '4', '5']])
  })

  test('[MSL15] a quote that never closes, rows and columns beyond the bound are said', () => {
    expect(readCsv('a,"b\nc,d', 'x').notices).toEqual([{ code: 'unclosed-quote', count: 1 }])
    expect(readCsv('a,b\n'.repeat(5003), 'x').notices).toEqual([{ code: 'rows-beyond', count: 3 }])
    expect(readCsv(`${'a,'.repeat(102)}a`, 'x').notices).toEqual([{ code: 'columns-beyond', count: 3 }])
  })

  test.each([
    ['UTF-8 with its mark', encode('\ufeffNo,Café\n1,Ж')], ['UTF-8', encode('No,Café\n1,Ж')], ['UTF-16 with its mark', Buffer.from('\ufeffNo\tCafé\n1\tЖ', 'utf16le')],
    ['UTF-16 without', Buffer.from('No\tCafé\n1\tЖ', 'utf16le')], ['UTF-16 the other way round', Buffer.from('\ufeffNo\tCafé\n1\tЖ', 'utf16le').swap16()],
  ])('[MSL15] letters in %s are read', async (_, bytes) => {
    expect(await sheetOf(read(new Uint8Array(bytes)))).toMatchObject({ cells: [['No', 'Café'], ['1', 'Ж']] })
  })

  test('[MSL15] letters of western Europe are guessed, and said to be; others can be chosen', async () => {
    const western = Buffer.from('No,Café\n', 'latin1')
    expect(await read(new Uint8Array(western))).toMatchObject({ sheets: [{ cells: [['No', 'Café']] }], notices: [{ code: 'letters-guessed' }] })
    expect(await read(Uint8Array.from([0xc6, 0x2c, 0xe0]), { letters: 'windows-1251', separator: null })).toMatchObject({ sheets: [{ cells: [['Ж', 'а']] }] })
  })
})

describe('[MSL18] no cell that goes out runs as a formula', () => {
  test('[MSL18] in a table of words such a cell begins with an apostrophe, and loses it when it comes back', () => {
    for (const cell of hostile.map(guarded)) expect(cell).not.toMatch(/^[=+\-@\t＝](?!\d+$)/)
    expect(readCsv(writeCsv([hostile]), 'x').cells).toEqual([hostile])
    expect(['-5', '+45', '=1'].map(guarded)).toEqual(['-5', '+45', "'=1"])
  })

  test('[MSL18] in a workbook every cell is words, and comes back as it was', async () => {
    const bytes = writeXlsx({ name: 'MSEL / 1', rows: [['Heading'], hostile], widths: [] }, encode)
    expect(new TextDecoder().decode(bytes)).not.toMatch(/<f[ >]/)
    expect(await sheetOf(readTableFile(new File([bytes], 'x.xlsx'), asItLooks))).toMatchObject({ name: 'MSEL   1', cells: [['Heading', ...hostile.slice(1).map(() => '')], hostile] })
  })
})

describe('[MSL16] workbooks of other programs', () => {
  test('[MSL16] shared words, times, cells merged over rows, a hidden sheet and a comment', async () => {
    const whole = await fixture('staff-college.xlsx')
    const sheet = await sheetOf(Promise.resolve(whole))
    expect(sheet.cells.slice(3, 7).map((row) => row.slice(0, 4))).toEqual([
      ['Inject No.', 'Move', 'Time', 'Event'], ['INJ-09', '2', 'D 05:40', 'Motorbikes on the north trail'], ['inj 10', '2', '10:58', 'Soldiers in Renda'], ['INJ-40', '2', '25:10', 'The ferry man asks for money'],
    ])
    expect(sheet.notices).toEqual([{ code: 'formula-without-value', count: 1 }, { code: 'merged-filled', count: 7 }])
    expect(whole).toMatchObject({ sheets: [{ name: 'MSEL' }, { name: 'Distribution', hidden: true, cells: [['Copy', 'To'], ['1', 'Chief']] }], notices: [{ code: 'comments', count: 1 }, { code: 'hidden-sheets', count: 1 }] })
  })

  test('[MSL16] numbers with a format and durations read as people see them', async () => {
    const { cells } = await sheetOf(fixture('observer-desk.xlsx'))
    expect(cells.slice(1, 4).map((row) => row.slice(0, 3))).toEqual([['OD-001', '1', '+30'], ['OD-002', '1', '+45'], ['OD-003', '2', '+20']])
  })

  test.each([
    ['45987', 'yyyy-mm-dd', '2025-11-26'], ['45987.2222222222', 'dd/mm/yy hh:mm', '2025-11-26 05:20'], ['0.25', 'hh:mm', '06:00'], ['0.03125', '[m]', '+45'], ['7', '000', '007'], ['0.1', '0.0"d"', '0.1'], ['1', '[Red]General', '1'],
  ])('[MSL16] %s shown as %s is %s', (number, format, words) => {
    expect(numberWords(number, lookOf(format), false)).toBe(words)
  })

  test('[MSL16] days counted from 1904 are the same days', () => {
    expect(numberWords('44525', { kind: 'date' }, true)).toBe('2025-11-26')
  })
})

describe('[MSL17] files that mean harm, or are none', () => {
  const book = '<workbook><sheets><sheet name="A" id="r1"/></sheets></workbook>'
  const links = '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'
  const workbook = (sheet: string): Uint8Array<ArrayBuffer> => writeZip([['xl/workbook.xml', book], ['xl/_rels/workbook.xml.rels', links], ['xl/worksheets/sheet1.xml', sheet]].map(([name = '', words = '']) => ({ name, bytes: encode(words) })))

  test('[MSL17] a small file that unpacks to gigabytes is stopped on the way', async () => {
    const packed = deflateRawSync(Buffer.alloc(200 * 1024 * 1024), { level: 9 })
    const zip = writeZip([{ name: 'xl/workbook.xml', bytes: packed }])
    const view = new DataView(zip.buffer)
    expect(readZip(zip)).toHaveProperty('entries.size', 1)
    view.setUint16(view.getUint32(zip.length - 6, true) + 10, 8, true)
    expect(await read(zip)).toEqual({ status: 'refused', problem: 'too-large' })
  })

  test.each([
    ['entities of its own', workbook('<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>'), 'broken'],
    ['a cell of row 0', workbook('<worksheet><sheetData><row r="0"><c t="str"><v>x</v></c></row></sheetData></worksheet>'), 'broken'],
    ['no workbook', writeZip([{ name: 'word/document.xml', bytes: encode('<a/>') }]), 'not-a-table'],
    ['an OpenDocument', writeZip([{ name: 'content.xml', bytes: encode('<a/>') }]), 'open-document'],
    ['a cut ZIP', workbook('<worksheet/>').slice(0, 200), 'broken'],
    ['an old workbook', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), 'old-excel'],
    ['a PDF', encode('%PDF-1.7 x'), 'not-a-table'], ['nothing', new Uint8Array(), 'empty'], ['only spaces', encode(' \n , \n'), 'empty'],
    ['too many bytes', new Uint8Array(limits.importBytes + 1), 'too-large'],
  ])('[MSL17] %s is refused', async (_, bytes, problem) => {
    expect(await read(new Uint8Array(bytes))).toEqual({ status: 'refused', problem })
  })

  test('[MSL17] a cell in row a million and column XFD takes no memory, and is counted', async () => {
    const sheet = await sheetOf(read(workbook('<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>x</v></c><c r="XFD1" t="str"><v>y</v></c></row><row r="1048576"><c t="str"><v>z</v></c></row></sheetData></worksheet>')))
    expect(sheet).toMatchObject({ cells: [['x']], notices: [{ code: 'rows-beyond', count: 1 }, { code: 'columns-beyond', count: 1 }] })
  })

  test('[MSL17] a file cut or changed at any byte is read or refused, never a fault', async () => {
    const whole = new Uint8Array(readFileSync(new URL('../../../fixtures/msel/observer-desk.xlsx', import.meta.url)))
    for (let at = 0; at < whole.length; at += 97) {
      const changed = whole.slice()
      changed[at] = (changed[at] ?? 0) ^ 0xff
      expect((await read(changed)).status).toMatch(/read|refused/)
      expect((await read(whole.slice(0, at))).status).toMatch(/read|refused/)
    }
  })
})
