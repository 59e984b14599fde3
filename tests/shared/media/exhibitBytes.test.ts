import { describe, expect, test } from 'vitest'
import { exhibitKindOf, readExhibit } from '../../../shared/media/exhibitBytes.ts'
import { mp3, mp4, ogg, pdf, wav, webm } from '../../support/exhibits.ts'
import { jpeg, png, secretPlace, webp } from '../../support/pictures.ts'
import { seededRandom } from '../../support/seededRandom.ts'

const kinds: readonly (readonly [string, string, Buffer, Buffer])[] = [
  ['image/png', 'picture', png(6, 4), png(6, 4, true)], ['image/jpeg', 'picture', jpeg(), jpeg(true)], ['image/webp', 'picture', webp(), webp(true)],
  ['audio/wav', 'audio', wav(), wav(0.1, true)], ['audio/mpeg', 'audio', mp3(), mp3(4, true)], ['audio/mp4', 'audio', mp4(['soun']), mp4(['soun'], true)],
  ['video/mp4', 'video', mp4(), mp4(['vide', 'soun'], true)],
]
const asBrought: readonly (readonly [string, string, Buffer])[] = [
  ['audio/ogg', 'audio', ogg()], ['audio/ogg', 'audio', ogg('\u0001vorbis')], ['video/webm', 'video', webm()], ['application/pdf', 'pdf', pdf()],
]

describe('what an exhibit is, its bytes say', () => {
  test.each([...kinds.map(([type, kind, plain]) => [type, kind, plain] as const), ...asBrought])('[MED40] %s is a %s', (type, kind, bytes) => {
    expect(readExhibit(bytes)).toMatchObject({ status: 'read', type, kind })
    expect(exhibitKindOf(type)).toBe(kind)
  })

  test.each(kinds)('[MED41] %s loses what it says of its maker', (_type, _kind, _plain, telling) => {
    expect(telling.toString('latin1')).toContain(secretPlace)
    const read = readExhibit(telling)
    if (read.status !== 'read') throw new Error('it should be sound')
    expect(Buffer.from(read.bytes).toString('latin1')).not.toContain(secretPlace)
    expect(readExhibit(read.bytes)).toEqual(read)
  })

  test('[MED41] in an MP4 every byte of picture and sound stays where it was', () => {
    const brought = mp4(['vide', 'soun'], true)
    const read = readExhibit(brought)
    if (read.status !== 'read') throw new Error('it should be sound')
    expect([read.bytes.length, Buffer.from(read.bytes).indexOf('mdat')]).toEqual([brought.length, brought.indexOf('mdat')])
  })

  test.each<readonly [string, Buffer | string]>([
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>'], ['a page', '<!doctype html><script>1</script>'], ['a GIF', 'GIF89a\u0001\u0000'], ['a ZIP', 'PK\u0003\u0004'], ['nothing', ''],
    ['a Matroska film', webm('matroska')], ['an Ogg film', ogg('\u0080theora')], ['an Ogg of two streams', ogg('OpusHead', true)], ['a QuickTime film', mp4(['vide'], false, 'qt  ')], ['a HEIC picture', mp4([], false, 'heic')],
    ['an MP4 of neither', mp4([])], ['a WAV of packed sound', wav(0.1, false, 0x55)], ['a page that says it is a PDF', '<html>%PDF-1.7 %%EOF'], ['half a PDF', pdf().subarray(0, 300)], ['one frame of MP3', mp3(1)],
    ['MP3 tags without sound', mp3(0, true)], ['a table', '{"type":"FeatureCollection"}'],
  ])('[MED42] %s is no exhibit', (_name, bytes) => {
    expect(readExhibit(Buffer.from(bytes))).toEqual({ status: 'unknown' })
  })

  test('[MED42] a PDF under a password is told apart: nobody in the room could open it', () => {
    expect(readExhibit(pdf(['x'], true))).toEqual({ status: 'locked' })
  })

  test('[MED43] cut off anywhere, or with bytes turned at random, never throws and never grows', () => {
    const random = seededRandom(11)
    for (const [, , plain] of [...kinds, ...asBrought]) {
      const steps = Math.max(1, Math.floor(plain.length / 300))
      for (let length = 0; length < plain.length; length += steps) readExhibit(plain.subarray(0, length))
      for (let round = 0; round < 200; round += 1) {
        const turned = Uint8Array.from(plain)
        for (let count = 0; count < 4; count += 1) turned[random.whole(Math.min(turned.length, 200))] = random.whole(256)
        const read = readExhibit(turned)
        if (read.status === 'read') expect(read.bytes.length).toBeLessThanOrEqual(turned.length)
      }
    }
  })
})
