import { expect, test } from 'vitest'
import { readRoster } from '../../../client/state/roster.ts'

test('[DOOR42] reads names, nations and syndicates as a spreadsheet pastes them', () => {
  const pasted = 'Name\tNation\tSyndicate\r\nAmina Diallo\tMali\t1\r\nBao Nguyen\tViet Nam\tSyndicate 2\r\n\r\n"Okafor, Chidi"\tNigeria\t\r\n'
  expect(readRoster(pasted, 2)).toEqual({
    lines: [
      { name: 'Amina Diallo', nation: 'Mali', syndicate: 1 },
      { name: 'Bao Nguyen', nation: 'Viet Nam', syndicate: 2 },
      { name: 'Okafor, Chidi', nation: 'Nigeria', syndicate: null },
    ],
    problems: [],
  })
  expect(readRoster('Amina, Mali, 2\nBao', 2).lines).toEqual([
    { name: 'Amina', nation: 'Mali', syndicate: 2 }, { name: 'Bao', nation: '', syndicate: null },
  ])
})

test('[DOOR42] says which line is wrong and keeps the others', () => {
  const { lines, problems } = readRoster(`, Mali, 1\nAmina,Mali,7\nAMINA,Mali,1\n${'x'.repeat(61)}`, 2)
  expect(lines).toEqual([{ name: 'Amina', nation: 'Mali', syndicate: null }])
  expect(problems).toEqual([
    { kind: 'no-name', line: 1 }, { kind: 'no-syndicate', line: 2, value: '7' }, { kind: 'twice', line: 3, name: 'AMINA' }, { kind: 'too-long', line: 4 },
  ])
})
