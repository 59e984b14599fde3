/**
 * Spots: where something is, as the road graph sees it. A place on the roads is its nodes; any other point is reached from
 * the nearest road, over ground that no water cuts off.
 */
import type { Km } from '../exercise/scenario.ts'
import type { ThingId } from '../exercise/names.ts'
import { kmBetween, meetings, nearestOnPiece, piecesOf, toMetre } from './plane.ts'
import type { RoadGraph } from './roadGraph.ts'

/** A node from which the spot lies `km` along a passage; passage -1 = at the node itself. */
export interface Entry { readonly node: number; readonly passage: number; readonly km: number }

export interface Spot {
  readonly at: Km
  readonly entries: readonly Entry[]
  /** From the road to the spot. */
  readonly offRoadKm: number
}

/** Farther from every road than this, nobody is reached on the ground. */
export const farthestOffRoadKm = 20
/** So near to a road one is on it: a drawn line is only so true. */
const onRoadKm = 0.5
const cellKm = 4

interface Piece { readonly passage: number; readonly from: Km; readonly to: Km; readonly before: number }

/** Finds spots on one graph. It remembers those it has found; drop it with the graph. */
export class Spots {
  readonly #graph: RoadGraph
  readonly #cells = new Map<number, Piece[]>()
  readonly #drawn: number[] = []
  readonly #found = new Map<string, Spot>()
  readonly #columns: number

  constructor(graph: RoadGraph) {
    this.#graph = graph
    this.#columns = Math.ceil(graph.sizeKm[0] / cellKm) + 64
    graph.passages.forEach((passage, index) => {
      this.#drawn[index] = 0
      if (passage.kind !== 'stretch' || passage.class === 'water') return
      let before = 0
      for (const [from, to] of piecesOf(passage.line)) {
        this.#file({ passage: index, from, to, before })
        before += kmBetween(from, to)
      }
      this.#drawn[index] = before
    })
  }

  /** The spot of a place of the zone; null when there is no such place. */
  ofPlace(place: ThingId): Spot | null {
    const at = this.#graph.placeAt.get(place)
    if (at === undefined) return null
    const nodes = this.#graph.nodesOfPlace.get(place)
    return nodes === undefined ? this.at(at) : { at, offRoadKm: 0, entries: nodes.map((node) => ({ node, passage: -1, km: 0 })) }
  }

  at(at: Km): Spot {
    const key = `${at[0]} ${at[1]}`
    const known = this.#found.get(key)
    if (known !== undefined) return known
    const spot = this.#search(at)
    this.#found.set(key, spot)
    return spot
  }

  #search(at: Km): Spot {
    const candidates = this.#near(at).sort((one, other) => one.off - other.off || one.piece.passage - other.piece.passage)
    const found = candidates.find(({ point }) => this.#graph.barriers.every((line) => meetings(at, point, line) === 0)) ?? null
    const passage = found === null ? undefined : this.#graph.passages[found.piece.passage]
    if (found === null || passage?.kind !== 'stretch') return { at, entries: [], offRoadKm: Number.POSITIVE_INFINITY }
    const drawn = this.#drawn[found.piece.passage] ?? 0
    const km = drawn === 0 ? 0 : toMetre(((found.piece.before + found.share * kmBetween(found.piece.from, found.piece.to)) / drawn) * passage.km)
    const [one, other] = passage.ends
    return {
      at, offRoadKm: found.off <= onRoadKm ? 0 : found.off,
      entries: [{ node: one, passage: found.piece.passage, km }, { node: other, passage: found.piece.passage, km: toMetre(passage.km - km) }],
    }
  }

  /** Pieces of roads in growing squares about a place, until nothing nearer can follow. */
  #near(at: Km): { readonly piece: Piece; readonly point: Km; readonly share: number; readonly off: number }[] {
    const rings = Math.ceil(farthestOffRoadKm / cellKm) + 1
    const seen = new Set<Piece>()
    const found: { readonly piece: Piece; readonly point: Km; readonly share: number; readonly off: number }[] = []
    let nearest = Number.POSITIVE_INFINITY
    for (let ring = 0; ring <= rings && (ring - 1) * cellKm <= nearest + cellKm; ring += 1) {
      for (const piece of this.#ring(at, ring)) {
        if (seen.has(piece)) continue
        seen.add(piece)
        const { point, share } = nearestOnPiece(at, piece.from, piece.to)
        const off = kmBetween(at, point)
        if (off > farthestOffRoadKm) continue
        found.push({ piece, point, share, off })
        if (this.#graph.barriers.every((line) => meetings(at, point, line) === 0)) nearest = Math.min(nearest, off)
      }
    }
    return found
  }

  *#ring([x, y]: Km, ring: number): Generator<Piece> {
    const [column, row] = [Math.floor(x / cellKm), Math.floor(y / cellKm)]
    for (let dy = -ring; dy <= ring; dy += 1) {
      for (let dx = -ring; dx <= ring; dx += 1) {
        if (Math.max(Math.abs(dx), Math.abs(dy)) === ring) yield* this.#cells.get((row + dy) * this.#columns + column + dx) ?? []
      }
    }
  }

  #file(piece: Piece): void {
    const { from, to } = piece
    const cell = (km: number): number => Math.floor(km / cellKm)
    for (let row = cell(Math.min(from[1], to[1])); row <= cell(Math.max(from[1], to[1])); row += 1) {
      for (let column = cell(Math.min(from[0], to[0])); column <= cell(Math.max(from[0], to[0])); column += 1) {
        const key = row * this.#columns + column
        const cellPieces = this.#cells.get(key)
        if (cellPieces === undefined) this.#cells.set(key, [piece])
        else cellPieces.push(piece)
      }
    }
  }
}
