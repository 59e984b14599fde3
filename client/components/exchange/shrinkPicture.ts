/**
 * A photo made small enough for a room of thirty laptops: drawn anew the right way up, at most so many pixels wide or high
 * and so many bytes. Drawing it anew leaves behind what the file said of its maker; the server takes out the rest.
 */
export interface PictureSize { readonly side: number; readonly bytes: number }

/** A photo on the board, and a map laid under it, which must stay readable. */
export const photoSize: PictureSize = { side: 1600, bytes: 400 * 1024 }
export const sheetSize: PictureSize = { side: 4000, bytes: 4 * 1024 * 1024 }

const qualities = [0.85, 0.75, 0.65, 0.5, 0.35] as const

export interface SmallPicture { readonly blob: Blob; readonly width: number; readonly height: number }

/** Null when this browser cannot read the file as a picture. */
export async function shrinkPicture(file: Blob, { side, bytes }: PictureSize): Promise<SmallPicture | null> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null)
  if (bitmap === null) return null
  try {
    for (let most = side; most >= 200; most = Math.round(most * 0.7)) {
      const share = Math.min(1, most / Math.max(bitmap.width, bitmap.height))
      const [width, height] = [Math.max(1, Math.round(bitmap.width * share)), Math.max(1, Math.round(bitmap.height * share))]
      const canvas = drawn(bitmap, width, height)
      for (const quality of qualities) {
        const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
        if (blob !== null && blob.size <= bytes) return { blob, width, height }
      }
    }
    return null
  } finally {
    bitmap.close()
  }
}

/** On white: what was transparent would be black in a JPEG. */
function drawn(bitmap: ImageBitmap, width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  if (context === null) return canvas
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, width, height)
  return canvas
}
