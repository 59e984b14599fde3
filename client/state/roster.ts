/** Reads a roster pasted from a spreadsheet: name, nation, syndicate number; tabs, semicolons or commas between them. */
import { limits } from '#shared/protocol/limits.ts'

export interface RosterLine { readonly name: string; readonly nation: string; readonly syndicate: number | null }

/** What is wrong with a line; the screen has the sentences. Only 'no-name' and 'too-long' lose a line. */
export type RosterProblem =
  | { readonly kind: 'no-name' | 'too-long'; readonly line: number }
  | { readonly kind: 'no-syndicate'; readonly line: number; readonly value: string }
  | { readonly kind: 'twice'; readonly line: number; readonly name: string }

export interface Roster { readonly lines: readonly RosterLine[]; readonly problems: readonly RosterProblem[] }

export function readRoster(pasted: string, syndicates: number): Roster {
  const lines: RosterLine[] = []
  const problems: RosterProblem[] = []
  const seen = new Set<string>()
  pasted.split(/\r\n|\r|\n/).forEach((text, index) => {
    const line = index + 1
    if (text.trim() === '') return
    const [name = '', nation = '', third = ''] = splitCells(text)
    if (line === 1 && isHeading(name)) return
    if (name === '') return void problems.push({ kind: 'no-name', line })
    if (name.length > limits.nameLength) return void problems.push({ kind: 'too-long', line })
    if (seen.has(name.toLowerCase())) return void problems.push({ kind: 'twice', line, name })
    seen.add(name.toLowerCase())
    const digits = /^(?:s|syndicate|syn\.?)?\s*(\d{1,2})$/i.exec(third)?.[1]
    const syndicate = digits === undefined ? null : Number(digits)
    const fits = syndicate !== null && syndicate >= 1 && syndicate <= syndicates
    if (third !== '' && !fits) problems.push({ kind: 'no-syndicate', line, value: third })
    lines.push({ name, nation: nation.slice(0, limits.nameLength), syndicate: fits ? syndicate : null })
  })
  return { lines, problems }
}

/** Tabs win over semicolons, semicolons over commas; quotes around a cell are taken off, and keep commas inside it. */
function splitCells(line: string): string[] {
  const separator = line.includes('\t') ? '\t' : line.includes(';') ? ';' : ','
  const cells: string[] = []
  let cell = ''
  let quoted = false
  for (const character of line) {
    if (character === '"') quoted = !quoted
    else if (character === separator && !quoted) {
      cells.push(cell)
      cell = ''
    } else cell += character
  }
  return [...cells, cell].map((each) => each.trim())
}

function isHeading(name: string): boolean {
  return /^(name|full name|nom|имя|фио|аты|姓名|الاسم)$/i.test(name)
}
