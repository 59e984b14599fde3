/** Begins the worker that copies exercises. Plain JavaScript, because a new thread of an older Node reads no TypeScript before this. */
import { register } from 'tsx/esm/api'

register()
await import('./copyWorker.ts')
