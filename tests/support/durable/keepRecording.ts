/** Writes the recording that machines without strace read: `npx tsx tests/support/durable/keepRecording.ts`. */
import { keepRecording, recordDay } from './recordDisk.ts'

const recording = await recordDay(20261127, 36)
keepRecording(recording)
console.log(`${recording.acts.length} acts on the disk, ${recording.rows.length} rows`)
