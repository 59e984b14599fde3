/**
 * Pictures by their bytes, never by their names: which kind it is, how large, and the same picture without what it says of
 * its maker (place, time, camera, comments). What follows a picture's end, where other kinds of file hide, is cut off.
 */
import { cleanJpeg } from './jpeg.ts'
import { cleanPng } from './png.ts'
import { cleanWebp } from './webp.ts'

export const pictureTypes = ['image/png', 'image/jpeg', 'image/webp'] as const
export type PictureType = (typeof pictureTypes)[number]

export interface CleanPicture {
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
}

/** Null for everything that is none of the three. */
export function pictureTypeOf(bytes: Uint8Array): PictureType | null {
  if (begins(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png'
  if (begins(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (begins(bytes, [0x52, 0x49, 0x46, 0x46]) && begins(bytes.subarray(8), [0x57, 0x45, 0x42, 0x50])) return 'image/webp'
  return null
}

/** Null when the picture is cut off, broken, or moves. */
export function cleanPicture(type: PictureType, bytes: Uint8Array): CleanPicture | null {
  switch (type) {
    case 'image/png': return cleanPng(bytes)
    case 'image/jpeg': return cleanJpeg(bytes)
    case 'image/webp': return cleanWebp(bytes)
  }
}

function begins(bytes: Uint8Array, signs: readonly number[]): boolean {
  return bytes.length > signs.length && signs.every((sign, index) => bytes[index] === sign)
}
