/** Other people as the map draws them: by hat, never by rank; their drafts read with distrust. */
import type { BoardLayer } from './mapPane.ts'
import type { PeerPicture } from './MapView.ts'
import type { Shown } from './shown.svelte.ts'
import { readDraft, readPing, readTrail } from './readDraft.ts'

/** Reactive: reads the peers of each document. */
export function peerPictures(boards: readonly BoardLayer[]): PeerPicture[] {
  return boards.flatMap(({ id, document }) => document.peers.map((peer) => ({
    key: `${id}/${peer.clientId}`,
    name: peer.hat ?? peer.name,
    at: peer.pointer === null ? null : ([peer.pointer.lat, peer.pointer.lng] as const),
    draft: readDraft(peer.draft),
    trail: readTrail(peer.laser),
    ping: readPing(peer.ping),
  })))
}

/** What one shows oneself: seen by oneself as by others, without a pointer. */
export function ownPicture({ trail, ping }: Shown): PeerPicture {
  return { key: 'own', name: '', at: null, draft: null, trail, ping }
}
