/** Begins the checkpoint worker. Plain JavaScript, because a new thread of an older Node reads no TypeScript before this. */
import { register } from 'tsx/esm/api'

register()
await import('./checkpointWorker.ts')
