/** Runs a job once in the next frame, however often it is asked for. */
export interface FrameBatch {
  ask(): void
  stop(): void
}

export function frameBatch(job: () => void): FrameBatch {
  let waiting: number | null = null
  return {
    ask: () => {
      waiting ??= requestAnimationFrame(() => {
        waiting = null
        job()
      })
    },
    stop: () => {
      if (waiting !== null) cancelAnimationFrame(waiting)
      waiting = null
    },
  }
}
