/** The published limits. Client and server share them, so that the editor stops a person before the guard does. */
export const limits = {
  /** One Yjs update message, bytes. */
  updateBytes: 256 * 1024,
  /** One sync step 2 (an offline hour comes back as one), bytes. */
  syncStep2Bytes: 8 * 1024 * 1024,
  /** State of one document, bytes; past it the editor adds nothing new. */
  documentBytes: 10 * 1024 * 1024,
  /** GC and deleted runs in one message: clock length without bytes behind it. */
  unbackedRun: 100_000,
  /** Nesting of one value inside an update. */
  valueDepth: 32,
  /** New Yjs client ids a person may name in one document, per minute. */
  newClientIdsPerMinute: 16,
  /** Document writes per second a person is let through, and the burst before the socket is paused. */
  writesPerSecond: 60,
  writesBurst: 200,
  /** What one person shows of an unfinished gesture, bytes. */
  awarenessBytes: 2048,
  /** A whole frame on the awareness channel: echoes of others' entries are skipped unread. */
  awarenessFrameBytes: 256 * 1024,
  /** One Socket.IO message. */
  commandBytes: 512 * 1024,
  commandsPerSecond: 20,
  commandsBurst: 60,
  /** First states and tickets a person fetches, per second and at once; records for replay, per minute and at once. */
  fetchesPerSecond: 40,
  fetchesBurst: 150,
  recordsPerMinute: 60,
  recordsBurst: 200,
  /** Waiting bytes for one socket: above the first cursors stop, above the second it is cut and catches up later. */
  socketQuietBytes: 256 * 1024,
  socketCutBytes: 4 * 1024 * 1024,
  /** Annotations written in one transaction by the editor, and objects an import may make editable at once. */
  annotationsPerTransaction: 200,
  importObjects: 500,
  /** A file somebody brings to be read as marks or as a reference layer, bytes. */
  importBytes: 10 * 1024 * 1024,
  annotationPoints: 2000,
  /** A whole exercise brought in as a file, bytes. */
  exerciseFileBytes: 2 * 1024 ** 3,
  /** One picture or reference layer, bytes; all of an exercise together; pixels of a picture; objects of a reference layer. */
  mediaBytes: 8 * 1024 * 1024,
  mediaQuotaBytes: 512 * 1024 * 1024,
  /** One exhibit of the directing staff's, by its kind, bytes. */
  exhibitBytes: { picture: 8 * 1024 * 1024, audio: 24 * 1024 * 1024, pdf: 24 * 1024 * 1024, video: 64 * 1024 * 1024 },
  mediaPixels: 40_000_000,
  referenceObjects: 20_000,
  annotationText: 4000,
  /** People in one exercise. */
  seats: 330,
  /** Sockets of each channel whose person is not known yet, at one time. */
  unknownSockets: 64,
  /** Wrong join codes: per address and minute, and over the whole house per minute. */
  wrongCodesPerAddressMinute: 5,
  wrongCodesPerMinute: 60,
  nameLength: 60,
} as const
