/** Which column of a pasted roster holds what: by its heading line when there is one, else in the order we ask for. */

export type RosterColumn = 'name' | 'given' | 'family' | 'nation' | 'syndicate' | 'rank'

export interface RosterColumns {
  /** By column; null = not used. */
  readonly taken: readonly (RosterColumn | null)[]
  /** Headings, or numbers, of columns that hold something and are not used. */
  readonly unused: readonly string[]
  /** The line of the headings, from 1; null when there is none. */
  readonly headingLine: number | null
}

const asked: readonly RosterColumn[] = ['name', 'nation', 'syndicate', 'rank']

/** The languages of the courses; small letters, without points. */
const headings: Readonly<Record<RosterColumn, readonly string[]>> = {
  name: ['name', 'names', 'full name', 'participant', 'officer', 'nom', 'nom complet', 'nom et prénom', 'имя', 'фио', 'аты', 'аты-жөні', 'тегі аты', '姓名', '名字', 'الاسم', 'الاسم الكامل', 'ad soyad', 'adı soyadı'],
  given: ['first name', 'given name', 'given names', 'forename', 'prénom', 'prénoms', 'vorname', 'ad'],
  family: ['last name', 'family name', 'surname', 'nom de famille', 'nachname', 'фамилия', 'тегі', 'soyad'],
  nation: ['nation', 'nationality', 'country', 'pays', 'nationalité', 'land', 'nationalität', 'страна', 'гражданство', 'ел', 'мемлекет', '国家', '国籍', 'البلد', 'الدولة', 'الجنسية', 'ülke', 'uyruk'],
  syndicate: ['syndicate', 'syndicate no', 'syndicate number', 'syn', 'synd', 'group', 'team', 'syndicat', 'groupe', 'syndikat', 'gruppe', 'синдикат', 'группа', 'топ', '小组', '组', 'المجموعة', 'الفريق', 'grup'],
  rank: ['rank', 'grade', 'dienstgrad', 'звание', 'шен', 'әскери атағы', '军衔', 'الرتبة', 'rütbe'],
}

export function readColumns(cells: readonly (readonly string[])[]): RosterColumns {
  const first = cells.findIndex((row) => row.some((cell) => cell.trim() !== ''))
  const row = cells[first] ?? []
  const known = withoutRepeats(row.map(headingOf))
  const isHeading = known.some((column) => column === 'name' || column === 'given' || column === 'family')
  const taken = isHeading ? known : row.map((_cell, index) => asked[index] ?? null)
  const below = isHeading ? cells.slice(first + 1) : cells
  const unused = taken.flatMap((column, index) => {
    const heading = isHeading ? row[index]?.trim() ?? '' : ''
    const isUsed = column !== null || !below.some((each) => (each[index] ?? '').trim() !== '')
    return isUsed ? [] : [heading === '' ? String(index + 1) : heading]
  })
  return { taken, unused, headingLine: isHeading ? first + 1 : null }
}

function headingOf(cell: string): RosterColumn | null {
  const word = cell.normalize('NFC').toLowerCase().replace(/[.:*]/g, '').replace(/\s+/g, ' ').trim()
  for (const [column, words] of Object.entries(headings)) if (words.includes(word)) return asColumn(column)
  return null
}

function asColumn(name: string): RosterColumn | null {
  return name === 'name' || name === 'given' || name === 'family' || name === 'nation' || name === 'syndicate' || name === 'rank' ? name : null
}

/** Of two columns with one heading the first counts. */
function withoutRepeats(columns: readonly (RosterColumn | null)[]): (RosterColumn | null)[] {
  return columns.map((column, index) => (columns.indexOf(column) === index ? column : null))
}
