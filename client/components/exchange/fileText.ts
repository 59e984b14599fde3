/** The words of a file somebody brings, in the letters it says it is written in. */

const encodingShape = /^<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]{1,40})["']/

export async function fileText(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
  const begin = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  return decode(bytes, wide ?? encodingShape.exec(begin)?.[1] ?? 'utf-8')
}

function decode(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding).decode(bytes)
  } catch {
    // an encoding nobody knows: most such files are UTF-8 all the same
    return new TextDecoder().decode(bytes)
  }
}
