/** Brings a picture or a reference layer to the server, and fetches a layer. Answers with a Reply and never throws. */
import { refuse } from '#shared/exercise/refusal.ts'
import type { MediaKept } from '#shared/protocol/http.ts'
import type { Reply } from '#shared/protocol/reply.ts'
import { text } from '../text/index.ts'
import { readReply } from './api.ts'

const patienceMs = 60_000

/** Answers when the server has it on its disk: what names it may be written then. */
export async function bringMedia(exercise: string, seat: string, document: string, content: Blob): Promise<Reply<MediaKept>> {
  const address = `/x/${encodeURIComponent(exercise)}/media?seat=${encodeURIComponent(seat)}&document=${encodeURIComponent(document)}`
  try {
    const answer = await fetch(address, {
      method: 'POST', body: content, headers: { 'content-type': 'application/octet-stream' }, credentials: 'same-origin', signal: AbortSignal.timeout(patienceMs),
    })
    return readReply<MediaKept>(await answer.json().catch(() => null))
  } catch {
    return refuse('not-here', text.common.noServer)
  }
}
