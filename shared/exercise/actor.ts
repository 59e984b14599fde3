/** Who asks: a seat (known by its session), the server itself (scheduler, guard), or the door (joining). Never the client's word. */
import type { SeatId } from './names.ts'

export type Actor = { readonly kind: 'seat'; readonly seat: SeatId } | { readonly kind: 'server' } | { readonly kind: 'door' }
