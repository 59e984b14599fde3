/** The version both sides of the wire speak. A page of another version is asked to reload; its unsent work is kept. */
export const protocolVersion = 1
/** WebSocket subprotocol: sockets that ask for it also get Position and Saved (frames.ts). */
export const documentSubprotocol = 'sandtable.1'
/** Version of the prose schema (shared/board/proseSchema.ts): an older client does not mount an editor. */
export const proseVersion = 1
/** Version of the board's records (shared/board/upgrade.ts). */
export const boardVersion = 1
