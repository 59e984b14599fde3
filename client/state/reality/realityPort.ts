/** Opens the worker. Where none can be made, or it dies, the screen is told. */
import type { Answer, OpenPort } from './questions.ts'

export const openRealityPort: OpenPort = (hear, failed) => {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => hear(data))
  worker.addEventListener('error', ({ message }) => failed(message))
  return { ask: (question) => worker.postMessage(question), close: () => worker.terminate() }
}
