import { describe, expect, test } from 'vitest'
import { parseScenario } from '#shared/exercise/scenarioParser.ts'
import { placeIn, sentenceOf } from '#shared/exercise/scenarioReasons.ts'
import { wenzaFiles, type Files } from '../../support/wenzaFiles.ts'

type Node = Record<string, unknown>
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null

/** The part of a file a path leads to; list items by number, or by serial or id. */
function part(files: Files, file: string, ...path: (string | number)[]): Node {
  let value: unknown = files[file]
  for (const step of path) {
    if (Array.isArray(value)) value = typeof step === 'number' ? value[step] : value.find((item: unknown) => isNode(item) && (item['serial'] === step || item['id'] === step))
    else if (isNode(value)) value = value[step]
  }
  if (!isNode(value)) throw new Error(`nothing at ${file} ${path.join(' ')}`)
  return value
}

function sentencesAfter(change: (files: Files) => void): string[] {
  const files = wenzaFiles()
  change(files)
  const parsed = parseScenario(files)
  return parsed.ok ? [] : parsed.problems.map(sentenceOf)
}

const move1 = 'msel/move-1.json'
const inject = (files: Files, serial: string, file = move1): Node => part(files, file, 'injects', serial)

describe('a scenario that can be played', () => {
  test('[SCN1] the sample scenario is read whole, without a problem', () => {
    const parsed = parseScenario(wenzaFiles())
    expect(parsed.ok ? [] : parsed.problems.map(sentenceOf)).toEqual([])
  })
  test('[SCN6] gives out one anchor a minute, so that the agenda lists no inject', () => {
    const parsed = parseScenario(wenzaFiles())
    const agenda = parsed.ok ? parsed.scenario.agenda : []
    const second = agenda.find((item) => item.move === 2)?.anchors ?? []
    expect(second.map((anchor) => anchor.minute)).toEqual(Array.from({ length: 76 }, (_, minute) => minute))
    expect([0, 5, 30, 75].map((minute) => second[minute]?.scenarioMinute)).toEqual([315, 340, 495, 840])
  })
})

describe('a scenario that is refused', () => {
  test.each<readonly [string, (files: Files) => void, string]>([
    ['a grade outside A to F', (f) => { inject(f, 'INJ-03')['grade'] = 'G3' }, 'msel/move-1.json, INJ-03, grade: the source must be a letter A to F'],
    ['a grade without its figure', (f) => { inject(f, 'INJ-03')['grade'] = 'B' }, 'msel/move-1.json, INJ-03, grade: the information must be a figure 1 to 6, right after the source letter'],
    ['a missing ground truth', (f) => { delete inject(f, 'INJ-03')['groundTruth'] }, 'msel/move-1.json, INJ-03, groundTruth: this field is missing'],
    ['an empty ground truth', (f) => { inject(f, 'INJ-03')['groundTruth'] = '  ' }, 'msel/move-1.json, INJ-03, groundTruth: it must not be empty'],
    ['no key action', (f) => { inject(f, 'INJ-01')['expected'] = [{ text: 'Note fuel', key: false }] }, 'msel/move-1.json, INJ-01, expected: at least one expected action must be a key action'],
    ['no expected action at all', (f) => { inject(f, 'INJ-01')['expected'] = [] }, 'msel/move-1.json, INJ-01, expected: too few items: at least 1'],
    ['no tags', (f) => { inject(f, 'INJ-01')['tags'] = [] }, 'msel/move-1.json, INJ-01, tags: too few items: at least 1'],
    ['no word about effects', (f) => { delete inject(f, 'INJ-01')['effects'] }, 'msel/move-1.json, INJ-01, effects: this field is missing'],
    ['an unknown field', (f) => { inject(f, 'INJ-02')['groundtruth'] = 'x' }, 'msel/move-1.json, INJ-02, groundtruth: no such field is known'],
    ['a serial used twice', (f) => { inject(f, 'INJ-08', 'msel/move-2.json')['serial'] = 'INJ-01' }, 'msel/move-2.json, INJ-01: this serial is used twice'],
    ['a scenario time nobody can read', (f) => { inject(f, 'INJ-04')['scenarioTime'] = 'D-2 25:00' }, 'msel/move-1.json, INJ-04, scenarioTime: a time on the scenario clock looks like "D-2 06:00", "D 14:05" or "D+1 02:00"'],
    ['an effect on an unknown crossing', (f) => { part(f, 'msel/move-2.json', 'injects', 'INJ-08', 'effects', 0, 'change')['thing'] = 'farow' }, 'msel/move-2.json, INJ-08, effects, item 1: there is no crossing "farow"'],
    ['an effect with an unknown state', (f) => { part(f, 'msel/move-2.json', 'injects', 'INJ-08', 'effects', 0, 'change')['state'] = 'broken' }, 'msel/move-2.json, INJ-08, effects, item 1, change, state: this must be one of open, restricted, closed, destroyed'],
    ['an effect for nobody', (f) => { part(f, 'msel/move-2.json', 'injects', 'INJ-08', 'effects', 0)['audience'] = 'some' }, 'msel/move-2.json, INJ-08, effects, item 1, audience: the audience of an effect must be all, addressed, truth or reminder'],
    ['a pin taken off that nobody puts on', (f) => { inject(f, 'INJ-01')['effects'] = [{ audience: 'addressed', change: { kind: 'unpin', thing: 'nowhere', note: '' } }] }, 'msel/move-1.json, INJ-01, effects, item 1: there is no pin "nowhere"'],
    ['a protected inject that marks the map', (f) => { inject(f, 'INJ-15', 'msel/move-2.json')['effects'] = [{ audience: 'addressed', change: { kind: 'mast', thing: 'mast-kestin', state: 'off', note: '' } }] }, 'msel/move-2.json, INJ-15, effects: a protected inject puts nothing on a map that others read'],
    ['a protected inject for a whole syndicate', (f) => { inject(f, 'INJ-15', 'msel/move-2.json')['hat'] = null }, 'msel/move-2.json, INJ-15, hat: a protected inject goes to one hat, never to a whole syndicate'],
    ['an unknown hat', (f) => { inject(f, 'INJ-36', 'msel/move-4.json')['hat'] = 'cook' }, 'msel/move-4.json, INJ-36, hat: there is no hat "cook"'],
    ['a choice between one thing', (f) => { part(f, move1, 'injects', 'INJ-05', 'answer')['choices'] = ['Yes'] }, 'msel/move-1.json, INJ-05, answer, choices: too few items: at least 2'],
    ['the same choice twice', (f) => { part(f, move1, 'injects', 'INJ-05', 'answer')['choices'] = ['Yes', 'Yes'] }, 'msel/move-1.json, INJ-05, answer, choices: two choices are the same'],
    ['an unknown answer form', (f) => { part(f, move1, 'injects', 'INJ-05', 'answer')['kind'] = 'dance' }, 'msel/move-1.json, INJ-05, answer, kind: the answer form must be read, choice, place, units or text'],
    ['an answer form without its question', (f) => { delete part(f, move1, 'injects', 'INJ-05', 'answer')['question'] }, 'msel/move-1.json, INJ-05, answer, question: this field is missing'],
    ['a deadline for what is only read', (f) => { const c = inject(f, 'C-07', 'msel/contingency.json'); c['answerMinutes'] = 5 }, 'msel/contingency.json, C-07, answerMinutes: an inject that is only read has no deadline'],
    ['an inject after its move', (f) => { inject(f, 'INJ-07')['dueMinute'] = 90 }, 'msel/move-1.json, INJ-07, dueMinute: the move is over after 75 minutes'],
    ['a contingency with a minute', (f) => { inject(f, 'C-01', 'msel/contingency.json')['dueMinute'] = 3 }, 'msel/contingency.json, C-01, dueMinute: a contingency inject is fired by hand only: null'],
    ['an inject off the sheet', (f) => { part(f, move1, 'injects', 'INJ-03', 'place')['at'] = [130, 20] }, 'msel/move-1.json, INJ-03, place, at: this point lies outside the sheet'],
    ['a road to nowhere', (f) => { part(f, 'zone.json', 'roads', 'T5')['to'] = 'yedan' }, 'zone.json, T5, to: there is no place "yedan"'],
    ['a road drawn past its end', (f) => { part(f, 'zone.json', 'roads', 'GOLD-1')['line'] = [[58, 46], [50, 52]] }, 'zone.json, GOLD-1, line: the line does not end at Farrow Bridge'],
    ['a place no road reaches', (f) => { part(f, 'zone.json', 'places', 'lothra-clinic-hill')['at'] = [60, 5] }, 'zone.json, lothra-clinic-hill: this place lies on no road and in no area'],
    ['a place id used twice', (f) => { part(f, 'zone.json', 'places', 'kestin-north')['id'] = 'kestin' }, 'zone.json, kestin: this id is used twice'],
    ['a point that is no point', (f) => { part(f, 'zone.json', 'places', 'kestin')['at'] = [101] }, 'zone.json, kestin, at: a point is two numbers in kilometres: [east, north]'],
    ['a battalion that does not add up', (f) => { part(f, 'units.json', 'units', 'INF4-QRF')['strength'] = 33 }, 'units.json, INFBATT-4: the units "INF4-…" add up to 741, not to 742'],
    ['a unit based nowhere', (f) => { part(f, 'units.json', 'units', 'INF4-A')['base'] = 'corval' }, 'units.json, INF4-A, base: there is no place "corval"'],
    ['a clock that goes back', (f) => { part(f, 'agenda.json', 'stages', 'move-2', 'anchors', 3)['at'] = 'D 05:20' }, 'agenda.json, move-2, anchors: the scenario clock goes back to D 05:20'],
    ['anchors out of order', (f) => { part(f, 'agenda.json', 'stages', 'move-1', 'anchors', 2)['minute'] = 10 }, 'agenda.json, move-1, anchors: minute 10 does not come after minute 10'],
    ['a stage nobody knows', (f) => { part(f, 'agenda.json', 'stages', 'lunch')['stage'] = 'lunch' }, 'agenda.json, lunch, stage: this must be one of warm-up, briefing, planning, break, plenary, debrief, ended'],
    ['a road without an opening state', (f) => { delete part(f, 'world.json', 'roads')['T9'] }, 'world.json, roads, T9: nothing is said of it at the opening'],
    ['an opening state of nothing', (f) => { part(f, 'world.json', 'masts')['mast-yeddan'] = { state: 'on', note: '' } }, 'world.json, masts, mast-yeddan: no such thing is in this scenario'],
    ['a paper for an unknown hat', (f) => { part(f, 'papers.json', 'papers', 'brief-liaison')['hat'] = 'liason' }, 'papers.json, brief-liaison, hat: there is no hat "liason"'],
    ['planning values that tell of an inject', (f) => { part(f, 'planning.json', 'crossings')['source'] = 'Until INJ-08 the bridge stands.' }, 'planning.json: "INJ-08" is a planned inject, and members read these figures with their sources'],
    ['another zone', (f) => { part(f, 'scenario.json')['zone'] = 'elsewhere' }, 'scenario.json, zone: the zone here is "elsewhere", but zone.json is "wenza"'],
    ['a missing file', (f) => { delete f['hats.json'] }, 'hats.json: this file is missing'],
    ['a file too many', (f) => { f['notes.json'] = {} }, 'notes.json: no such file belongs to a scenario'],
    ['no injects at all', (f) => { for (const name of Object.keys(f)) if (name.startsWith('msel/')) delete f[name] }, 'msel/: there is no file with injects'],
    ['a file that is a list', (f) => { f['plan.json'] = [] }, 'plan.json: this must be a group of fields'],
    ['a text instead of a number', (f) => { part(f, 'zone.json', 'roads', 'T5')['km'] = '17' }, 'zone.json, T5, km: this must be a number'],
  ])('[SCN2] %s: file, place and reason', (_what, change, sentence) => {
    expect(sentencesAfter(change)).toContain(sentence)
  })

  test('[SCN2] every problem of every file is told at once', () => {
    const told = sentencesAfter((files) => {
      delete files['hats.json']
      inject(files, 'INJ-03')['grade'] = 'Z9'
      part(files, 'zone.json', 'roads', 'T5')['km'] = -1
    })
    expect(told).toHaveLength(3)
  })
})

describe('a hostile file', () => {
  const nested = (levels: number): unknown => { let value: unknown = 1; for (let level = 0; level < levels; level += 1) value = [value]; return value }
  test.each<readonly [string, unknown, string]>([
    ['is too deep', { places: nested(100_000) }, 'too many levels inside each other: at most 16'],
    ['is too broad', { places: Array.from({ length: 500_000 }, () => 0) }, 'the files are too large: at most 200000 values together'],
    ['holds an endless text', { name: 'x'.repeat(50_000) }, 'the text is too long: at most 40000 characters'],
    ['names a prototype', JSON.parse('{"places": [{"__proto__": {"ready": true}}]}'), '"__proto__" cannot be a name'],
    ['names a constructor', JSON.parse('{"constructor": {"prototype": 1}}'), '"constructor" cannot be a name'],
  ])('[SCN3] that %s is refused at once', (_what, file, reason) => {
    const parsed = parseScenario({ ...wenzaFiles(), 'zone.json': file })
    expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.reason)).toEqual([reason])
  })

  test('[SCN3] that is a loop comes to an end', () => {
    const loop: Node = {}
    loop['places'] = loop
    const parsed = parseScenario({ ...wenzaFiles(), 'zone.json': loop })
    expect(parsed.ok).toBe(false)
  })

  test.each([[null], [undefined], ['text'], [7], [[]], [{}]])('[SCN3] %j in place of any file throws nothing', (nothing) => {
    for (const name of Object.keys(wenzaFiles())) {
      const parsed = parseScenario({ ...wenzaFiles(), [name]: nothing })
      expect(parsed.ok, name).toBe(false)
    }
  })

  test('[SCN3] a thousand wrong lines are told as a hundred', () => {
    const told = sentencesAfter((files) => { part(files, 'zone.json')['places'] = Array.from({ length: 1000 }, () => 'x') })
    expect(told).toHaveLength(100)
  })

  test('[SCN3] far too many files are refused', () => {
    const parsed = parseScenario(Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`msel/m${index}.json`, {}])))
    expect(parsed.ok ? [] : parsed.problems.map(sentenceOf)).toEqual([': too many files: at most 64'])
  })
})

test('[SCN2] a place is said by serial or id, else by number', () => {
  const file = { injects: [{ serial: 'INJ-01', expected: [{}, {}] }] }
  expect(placeIn(file, ['injects', 0, 'expected', 1, 'key'])).toBe('INJ-01, expected, item 2, key')
  expect(placeIn(file, ['injects', 7])).toBe('injects, item 8')
})
