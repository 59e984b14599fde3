import { describe, expect, test } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { startBlock, type StartFacts } from '../../server/startBlock.ts'

describe('options', () => {
  test('[HSE20] without options the server keeps to this machine, on port 8080', () => {
    expect(readConfig([], {}, '/srv')).toEqual({ kind: 'run', config: { lan: false, dev: false, port: 8080, dataFolder: '/srv/data', backupFolder: null, hostNames: [], writesPerSecond: null } })
  })

  test('[HSE21] options win over the environment, and both ways of writing them are read', () => {
    const read = readConfig(['--lan', '--port=9000', '--data', '/tmp/day', '--name', 'Board.LAN', '--backup', '/media/stick'], { SANDTABLE_PORT: '7000', SANDTABLE_NAMES: 'a.lan, b.lan' }, '/srv')
    expect(read).toEqual({ kind: 'run', config: { lan: true, dev: false, port: 9000, dataFolder: '/tmp/day', backupFolder: '/media/stick', hostNames: ['a.lan', 'b.lan', 'board.lan'], writesPerSecond: null } })
    expect(readConfig(['--help', '--nonsense'], {}, '/srv')).toEqual({ kind: 'help' })
  })

  test('[BEN7] how often a person may write is raised by the environment alone, for measuring, and never by an option or by half', () => {
    const read = readConfig([], { SANDTABLE_BENCH_WRITES: '5000' }, '/srv')
    expect(read.kind === 'run' ? read.config.writesPerSecond : read).toBe(5000)
    for (const wrong of ['0', '-1', '1.5', 'many', '1e9']) expect(readConfig([], { SANDTABLE_BENCH_WRITES: wrong }, '/srv').kind).toBe('wrong')
    expect(readConfig(['--bench-writes', '5000'], {}, '/srv').kind).toBe('wrong')
  })

  test.each([
    [['--port', 'eighty'], /port must be a number/], [['--port', '70000'], /port must be a number/], [['--port'], /needs a value/], [['--lann'], /"--lann" is no option/],
    [['--name', 'not a name'], /no host name/], [['board'], /"board" is no option/], [['--port', '--lan'], /needs a value/],
  ])('[HSE22] %j is answered with a sentence', (options, sentence) => {
    const read = readConfig(options, {}, '/srv')
    expect(read.kind).toBe('wrong')
    expect(read.kind === 'wrong' ? read.sentences.join(' ') : '').toMatch(sentence)
  })
})

describe('the start block', () => {
  const facts: StartFacts = {
    version: '0.1.0', port: 8080, token: 'TOKEN', engine: 'node:sqlite 3.53.4', dataFolder: '/srv/data', lan: false, addresses: [], hostNames: [],
    scenarios: ['A day in the Wenza Basin'], refused: [], broken: [], exercises: 0, again: false,
  }

  test('[HSE23] the instructor reads the link, where it is saved and with what, and how to let others in', () => {
    const block = startBlock(facts)
    expect(block).toContain('http://localhost:8080/staff#TOKEN')
    expect(block).toContain('/srv/data')
    expect(block).toContain('node:sqlite 3.53.4')
    expect(block).toContain('--lan')
  })

  test('[HSE24] with the LAN open it shows the address in letters and as a picture, never the instructor\'s secret in it', () => {
    const block = startBlock({ ...facts, lan: true, addresses: ['192.168.1.20:8080', '10.0.0.5:8080'] })
    expect(block).toContain('http://192.168.1.20:8080')
    expect(block).toContain('http://10.0.0.5:8080')
    expect(block).toMatch(/[█▀▄]{3}/)
    expect(startBlock({ ...facts, lan: true })).toContain('no network address yet')
  })

  test('[HSE25] a refused scenario is named with file, place and reason', () => {
    const block = startBlock({ ...facts, refused: [{ folder: 'wenza/scenarios/day', why: ['agenda.json at 3.minutes: must be a whole number'] }] })
    expect(block).toContain('Refused: wenza/scenarios/day')
    expect(block).toContain('agenda.json at 3.minutes')
  })
})
