import { describe, expect, test } from 'vitest'
import { cleanPicture, pictureTypeOf, type PictureType } from '../../../shared/media/pictureBytes.ts'
import { jpeg, png, secretPlace, webp } from '../../support/pictures.ts'
import { seededRandom } from '../../support/seededRandom.ts'

const kinds = [
  ['image/png', png(6, 4), png(6, 4, true), png(6, 4, true, '<html><script>1</script>PK\u0003\u0004')],
  ['image/jpeg', jpeg(), jpeg(true), jpeg(true, '<html><script>1</script>PK\u0003\u0004')],
  ['image/webp', webp(), webp(true), webp(true, '<html><script>1</script>PK\u0003\u0004')],
] as const

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

function clean(type: PictureType, bytes: Uint8Array): Uint8Array {
  const found = cleanPicture(type, bytes)
  if (found === null) throw new Error('the picture should be sound')
  expect([found.width, found.height]).toEqual([6, 4])
  return found.bytes
}

describe.each(kinds)('[MED2] %s', (type, plain, telling, hiding) => {
  test('[MED2] is known by its first bytes', () => {
    expect([plain, telling, hiding].map(pictureTypeOf)).toEqual([type, type, type])
  })

  test('[MED2] loses place, time, camera, comments, and whatever hides behind its end', () => {
    const bare = clean(type, plain)
    expect(text(telling)).toContain(secretPlace)
    for (const told of [telling, hiding]) {
      const cleaned = clean(type, told)
      expect(text(cleaned)).not.toMatch(/GPS|AMINA|Exif|EXIF|XMP|xap|Photoshop|script|PK/)
      expect(Buffer.from(cleaned).equals(Buffer.from(bare))).toBe(true)
    }
  })

  test('[MED2] that is clean stays as it is', () => {
    const once = clean(type, telling)
    expect(Buffer.from(clean(type, once)).equals(Buffer.from(once))).toBe(true)
  })

  test('[MED3] cut off anywhere is no picture, and breaks nothing', () => {
    for (let length = 0; length < plain.length - 1; length += 1) {
      const cut = plain.subarray(0, length)
      const found = pictureTypeOf(cut) === type ? cleanPicture(type, cut) : null
      expect([length, found]).toEqual([length, null])
    }
  })

  test('[MED3] with bytes turned at random never throws, and never keeps what was told', () => {
    const random = seededRandom(7)
    for (let round = 0; round < 400; round += 1) {
      const turned = Uint8Array.from(telling)
      for (let count = 0; count < 4; count += 1) turned[random.whole(turned.length)] = random.whole(256)
      const found = pictureTypeOf(turned) === type ? cleanPicture(type, turned) : null
      if (found !== null) expect(found.bytes.length).toBeLessThanOrEqual(turned.length)
    }
  })
})

test.each([
  ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'], ['a page', '<!doctype html><script>1</script>'], ['a GIF', 'GIF89a\u0001\u0000'],
  ['a PDF', '%PDF-1.7'], ['a ZIP', 'PK\u0003\u0004'], ['nothing', ''], ['a sound file in the same box', 'RIFF\u0004\u0000\u0000\u0000WAVE'],
])('[MED3] %s is no picture', (_, content) => {
  expect(pictureTypeOf(Buffer.from(content, 'latin1'))).toBeNull()
})

test('[MED3] a picture that moves is refused', () => {
  expect(cleanPicture('image/webp', webp(false, '', true))).toBeNull()
})
