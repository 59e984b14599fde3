/** Brings a picture, a reference layer or an exhibit to the server, and fetches a layer. Answers with a Reply and never throws. */
import type { Piece } from '#shared/board/exchange/piece.ts'
import { refuse } from '#shared/exercise/refusal.ts'
import type { MediaKept } from '#shared/protocol/http.ts'
import type { Reply } from '#shared/protocol/reply.ts'
import { text } from '../text/index.ts'
import { readReply } from './api.ts'

const patienceMs = 60_000
/** A video over weak Wi-Fi. */
const longPatienceMs = 10 * 60_000

/** Answers when the server has it on its disk: what names it may be written then. */
export async function bringMedia(exercise: string, seat: string, document: string, content: Blob): Promise<Reply<MediaKept>> {
  return bring(`/x/${encodeURIComponent(exercise)}/media?seat=${encodeURIComponent(seat)}&document=${encodeURIComponent(document)}`, content, patienceMs)
}

/** An exhibit of the directing staff's: as `bringMedia`. */
export async function bringExhibit(exercise: string, seat: string, content: Blob): Promise<Reply<MediaKept>> {
  return bring(`/x/${encodeURIComponent(exercise)}/exhibits?seat=${encodeURIComponent(seat)}`, content, longPatienceMs)
}

async function bring(address: string, content: Blob, withinMs: number): Promise<Reply<MediaKept>> {
  try {
    const answer = await fetch(address, {
      method: 'POST', body: content, headers: { 'content-type': 'application/octet-stream' }, credentials: 'same-origin', signal: AbortSignal.timeout(withinMs),
    })
    return readReply<MediaKept>(await answer.json().catch(() => null))
  } catch {
    return refuse('not-here', text.common.noServer)
  }
}

/** What a reference layer holds; null when it cannot be had here and now. The reader is fetched with the first layer. */
export async function fetchLayer(address: string): Promise<readonly Piece[] | null> {
  try {
    const answer = await fetch(address, { credentials: 'same-origin', signal: AbortSignal.timeout(patienceMs) })
    if (!answer.ok) return null
    const { readGeoJson } = await import('#shared/board/exchange/geoJsonIn.ts')
    const read = readGeoJson(await answer.text())
    return read.status === 'read' ? read.pieces : null
  } catch {
    return null
  }
}
