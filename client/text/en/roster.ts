/** The roster pasted at the opening, and what is said of each line. */
import type { RosterColumn } from '../../state/rosterColumns.ts'

const columns: Record<RosterColumn, string> = { name: 'name', given: 'given name', family: 'family name', nation: 'nation', syndicate: 'syndicate', rank: 'rank' }
const lines = (count: number) => (count === 1 ? '1 line' : `${count} lines`)
const short = (value: string) => (value.length > 40 ? `${value.slice(0, 40)}…` : value)

export const rosterText = {
  title: 'Roster (optional)',
  hint: 'Copy the rows in your spreadsheet and paste them here: name, nation, syndicate, rank. A heading row may put them in another order. Nation, syndicate and rank may be missing.',
  read: (people: number) => (people === 1 ? '1 person' : `${people} people`),
  columns: (taken: readonly (RosterColumn | null)[], hasHeading: boolean) =>
    `${hasHeading ? 'Read by the heading row' : 'No heading row: read in the order'}: ${taken.map((column) => (column === null ? '–' : columns[column])).join(', ')}.`,
  unused: (names: readonly string[], hasHeading: boolean) =>
    `Not used: ${names.map((name) => (hasHeading ? `“${short(name)}”` : `column ${name}`)).join(', ')}.`,
  leftOut: (count: number) => `${lines(count)} will be left out`,
  keptWithout: (count: number) => `${lines(count)} kept in part`,
  noName: (line: number) => `Line ${line}: there is no name.`,
  noLetters: (line: number, value: string) => `Line ${line}: “${short(value)}” is no name, it has no letters. Is the first column a number? Paste the heading row, too.`,
  tooLong: (line: number, value: string) => `Line ${line}: the name “${short(value)}” is longer than 60 letters. Shorten it.`,
  twice: (line: number, value: string, first: number) => `Line ${line}: “${value}” stands in line ${first} already. If these are two people, add something to tell them apart.`,
  tooMany: (line: number, count: number) => `From line ${line}: ${count} more than one exercise can hold.`,
  noSyndicate: (line: number, value: string, most: number) => `Line ${line}: “${short(value)}” is no syndicate from 1 to ${most}. The person chooses at the door.`,
  longNation: (line: number) => `Line ${line}: the nation is longer than 60 letters. The person is kept without it.`,
  longRank: (line: number) => `Line ${line}: the rank is longer than 60 letters. The person is kept without it.`,
  openQuote: 'A quotation mark is opened and never closed. What follows it was read as one cell: close it or take it away.',
  preview: 'Who comes through which door',
  atTheDoor: 'Chooses a syndicate at the door',
  nobody: 'Nobody named',
} as const
