/** Reads the others' live traces out of an awareness. The server made the entries; what is no such thing is passed over. */
import type { LatLng, Peer } from '../state/source.ts'

/** Everyone with a seat in the document but oneself, in the order of their client ids. */
export function readPeers(states: ReadonlyMap<number, unknown>, ownClientId: number): Peer[] {
  const peers: Peer[] = []
  for (const [clientId, state] of states) {
    if (clientId === ownClientId || !isObject(state)) continue
    const user = state['user']
    if (!isObject(user) || typeof user['seat'] !== 'string' || typeof user['name'] !== 'string') continue
    const selection = state['selection']
    peers.push({
      clientId,
      seat: user['seat'],
      name: user['name'],
      hat: typeof user['hat'] === 'string' ? user['hat'] : null,
      colour: typeof user['color'] === 'string' && /^#[0-9a-f]{6}$/.test(user['color']) ? user['color'] : null,
      pointer: readLatLng(state['pointer']),
      selection: Array.isArray(selection) ? selection.filter((id) => typeof id === 'string') : [],
      draft: state['draft'] ?? null,
      laser: state['laser'] ?? null,
      ping: state['ping'] ?? null,
      view: state['view'] ?? null,
      call: state['call'] ?? null,
      follows: typeof state['follows'] === 'string' ? state['follows'] : null,
      section: typeof state['section'] === 'string' ? state['section'] : null,
    })
  }
  return peers.sort((one, other) => one.clientId - other.clientId)
}

function readLatLng(value: unknown): LatLng | null {
  if (!isObject(value)) return null
  const { lat, lng } = value
  return typeof lat === 'number' && typeof lng === 'number' && Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? { lat, lng } : null
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
