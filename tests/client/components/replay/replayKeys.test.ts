/** The replay by keys, on any keyboard. */
import { expect, test } from 'vitest'
import { replayWish } from '../../../../client/components/replay/replayKeys.ts'

const press = (key: string, code = '', shiftKey = false) => replayWish({ key, code, shiftKey })

test('[RPL49] keys play, turn chapters, step changes and events, and set the speed', () => {
  expect(press(' ')).toEqual({ kind: 'play' })
  expect(press('n')).toEqual({ kind: 'chapter', direction: 1 })
  expect(press('P')).toEqual({ kind: 'chapter', direction: -1 })
  expect(press('.')).toEqual({ kind: 'entry', direction: 1 })
  expect(press('ArrowLeft', 'ArrowLeft', true)).toEqual({ kind: 'event', direction: -1 })
  expect(press('>', 'Period', true)).toEqual({ kind: 'speed', direction: 1 })
  for (const key of ['ArrowLeft', 'Tab', 'q', 'Enter', 'constructor']) expect(press(key, key)).toBeNull()
})

test('[RPL49] on a Russian or Arabic keyboard the same places do the same', () => {
  expect(press('т', 'KeyN')).toEqual({ kind: 'chapter', direction: 1 })
  expect(press('б', 'Comma')).toEqual({ kind: 'entry', direction: -1 })
  expect(press('Ю', 'Period', true)).toEqual({ kind: 'speed', direction: 1 })
  expect(press('ى', 'KeyN')).toEqual({ kind: 'chapter', direction: 1 })
})
