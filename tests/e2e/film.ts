/** A film for tests, of no one's making but the browser's. */
import type { Laptop } from './room.ts'

/** A film of two seconds, made by the browser itself. */
export async function film({ page }: Laptop): Promise<Buffer> {
  const bytes = await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 320
    canvas.height = 180
    const context = canvas.getContext('2d')
    if (context === null) throw new Error('no canvas')
    const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType: 'video/webm;codecs=vp8' })
    const parts: Blob[] = []
    recorder.ondataavailable = ({ data }) => { parts.push(data) }
    const stopped = new Promise((resolve) => { recorder.onstop = resolve })
    recorder.start()
    const begun = performance.now()
    await new Promise<void>((resolve) => {
      const draw = (): void => {
        const at = performance.now() - begun
        context.fillStyle = `hsl(${at / 10} 60% 50%)`
        context.fillRect(0, 0, 320, 180)
        if (at < 2500) requestAnimationFrame(draw)
        else resolve()
      }
      draw()
    })
    recorder.stop()
    await stopped
    return Array.from(new Uint8Array(await new Blob(parts).arrayBuffer()))
  })
  return Buffer.from(bytes)
}
