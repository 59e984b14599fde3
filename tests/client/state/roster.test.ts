import { describe, expect, test } from 'vitest'
import { limits } from '#shared/protocol/limits.ts'
import { losesLine, readRoster } from '../../../client/state/roster.ts'

const people = (pasted: string, syndicates = 2, names: readonly string[] = []) =>
  readRoster(pasted, syndicates, names).lines.map(({ name, nation, syndicate, rank }) => [name, nation, syndicate, rank])

describe('what a spreadsheet pastes', () => {
  test('[DOOR42] names, nations, syndicates and ranks, with tabs, semicolons or commas between them', () => {
    const expected = [['Amina Diallo', 'Mali', 1, 'Maj'], ['Bao Nguyen', 'Viet Nam', 2, ''], ['Okafor, Chidi', 'Nigeria', null, '']]
    const rows = [['Amina Diallo', 'Mali', '1', 'Maj'], ['Bao Nguyen', 'Viet Nam', 'Syndicate 2'], ['"Okafor, Chidi"', 'Nigeria', '']]
    for (const separator of ['\t', ';', ',']) {
      expect(people(`${rows.map((row) => row.join(separator)).join('\r\n')}\r\n\r\n`)).toEqual(expected)
    }
    expect(readRoster(rows.map((row) => row.join('\t')).join('\n'), 2).problems).toEqual([])
  })

  test('[DOOR42] a comma inside a name cuts no name that came with tabs or semicolons', () => {
    expect(people('Okafor, Chidi\tNigeria')).toEqual([['Okafor, Chidi', 'Nigeria', null, '']])
    expect(people('Okafor, Chidi;Nigeria')).toEqual([['Okafor, Chidi', 'Nigeria', null, '']])
  })

  test('[DOOR62] a heading line puts the columns in any order, in the languages of the courses', () => {
    expect(people('Rank\tSyndicate\tCountry\tFull name\nMaj\t2\tMali\tAmina')).toEqual([['Amina', 'Mali', 2, 'Maj']])
    expect(people('ФИО;Страна;Группа;Звание\nАйгүл;Қазақстан;1;майор')).toEqual([['Айгүл', 'Қазақстан', 1, 'майор']])
    expect(people('Prénom,Nom de famille,Pays\nAmina,Diallo,Mali')).toEqual([['Amina Diallo', 'Mali', null, '']])
    expect(readRoster('Name\tNation\nAmina\tMali', 2).columns.headingLine).toBe(1)
  })

  test('[DOOR62] without a heading the first line is a person', () => {
    expect(people('Amina, Mali, 2\nBao')).toEqual([['Amina', 'Mali', 2, ''], ['Bao', '', null, '']])
  })

  test('[DOOR62] a syndicate may be named by its name, and by the digits of another keyboard', () => {
    expect(people('Amina\t\tbravo\nBao\t\tS1\nOmar\t\t٢', 2, ['Alpha', 'Bravo']).map(([, , syndicate]) => syndicate)).toEqual([2, 1, 2])
  })
})

describe('what cannot be used', () => {
  test('[DOOR63] each faulty line is named with its reason, and the others are kept', () => {
    const long = 'x'.repeat(61)
    const { lines, problems } = readRoster(`, Mali, 1\nAmina,Mali,7\nAMINA,Mali,1\n${long}\n12,Mali,1\nBao,${long},1,${long}`, 2)
    expect(lines.map(({ line, name, nation, syndicate, rank }) => [line, name, nation, syndicate, rank])).toEqual([[2, 'Amina', 'Mali', null, ''], [6, 'Bao', '', 1, '']])
    expect(problems).toEqual([
      { kind: 'no-name', line: 1 }, { kind: 'no-syndicate', line: 2, value: '7' }, { kind: 'twice', line: 3, value: 'AMINA', first: 2 },
      { kind: 'too-long', line: 4, value: long }, { kind: 'no-letters', line: 5, value: '12' },
      { kind: 'long-nation', line: 6, value: long }, { kind: 'long-rank', line: 6, value: long },
    ])
  })

  test('[DOOR63] every line is kept or named, whatever is pasted', () => {
    const odd = ['Amina\tMali\t1', '', '\tMali', 'Amina', 'Bao\t\t99', '7', '\u202e', 'x'.repeat(100), '"open', 'Omar\tMali']
    for (let cut = 0; cut < odd.length; cut += 1) {
      const rows = [...odd.slice(cut), ...odd.slice(0, cut)]
      const { lines, problems } = readRoster(rows.join('\n'), 3)
      const accounted = new Set([...lines.map(({ line }) => line), ...problems.filter(losesLine).map(({ line }) => line)])
      const open = problems.some(({ kind }) => kind === 'open-quote')
      expect(open).toBe(true)
      // what stands after an open quotation mark is one cell with it, and that is said
      const until = rows.indexOf('"open')
      for (let line = 1; line <= until; line += 1) if (rows[line - 1] !== '') expect([line, accounted.has(line)]).toEqual([line, true])
    }
  })

  test('[DOOR63] a name of invisible marks only is no name', () => {
    expect(readRoster('\u202e\tMali', 2).problems).toEqual([{ kind: 'no-name', line: 1 }])
  })

  test('[DOOR63] columns that are not used are named', () => {
    expect(readRoster('Name\tE-mail\tNation\nAmina\ta@example.org\tMali', 2).columns.unused).toEqual(['E-mail'])
    expect(readRoster('Amina\tMali\t1\tMaj\tvegetarian', 2).columns.unused).toEqual(['5'])
    expect(readRoster('Name\tRemarks\nAmina\t', 2).columns.unused).toEqual([])
  })

  test('[DOOR63] more people than an exercise holds are counted, not lost in silence', () => {
    const { lines, problems } = readRoster(Array.from({ length: limits.seats + 5 }, (_, index) => `Officer ${index}`).join('\n'), 2)
    expect(lines.length).toBe(limits.seats)
    expect(problems).toEqual([{ kind: 'too-many', line: limits.seats + 1, count: 5 }])
  })
})
