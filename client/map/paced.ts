/** Tells the newest value at most once in so many milliseconds, on the beat of frames; the last one is never lost. */
export interface Paced<Value> {
  tell(value: Value): void
  stop(): void
}

export function paced<Value>(ms: number, act: (value: Value) => void): Paced<Value> {
  let waiting: { readonly value: Value } | null = null
  let frame: number | null = null
  let last = -Infinity
  const beat = (at: number): void => {
    frame = null
    if (waiting === null) return
    if (at - last < ms) {
      frame = requestAnimationFrame(beat)
      return
    }
    const { value } = waiting
    waiting = null
    last = at
    act(value)
  }
  return {
    tell: (value) => {
      waiting = { value }
      frame ??= requestAnimationFrame(beat)
    },
    stop: () => {
      if (frame !== null) cancelAnimationFrame(frame)
      frame = null
      waiting = null
    },
  }
}
