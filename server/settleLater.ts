/** A promise whose end is told from outside. Nobody need listen: a rejection nobody hears is no fault of the process. */
export interface SettledLater {
  readonly promise: Promise<void>
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

export function settleLater(): SettledLater {
  let resolve = (): void => undefined
  let reject = (_error: Error): void => undefined
  const promise = new Promise<void>((kept, broken) => { resolve = kept; reject = broken })
  promise.catch(() => undefined)
  return { promise, resolve, reject }
}
