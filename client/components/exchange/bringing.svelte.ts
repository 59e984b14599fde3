/** A file on its way to a board: read, looked at, turned round if need be, and put. */
import type * as Y from 'yjs'
import { checkPlaces, readMapFile, swapPlaces } from '#shared/board/exchange/mapFile.ts'
import { marksFromPieces } from '#shared/board/exchange/marksFromPieces.ts'
import { piecesAsGeoJson } from '#shared/board/exchange/geoJsonOut.ts'
import type { Notice, Piece } from '#shared/board/exchange/piece.ts'
import { newRecordId } from '#shared/board/boardDocument.ts'
import { addReferenceLayer } from '#shared/board/referenceLayers.ts'
import type { Bounds } from '#shared/geo/bounds.ts'
import { limits } from '#shared/protocol/limits.ts'
import { bringMedia } from '../../connection/media.ts'
import { ownWorkOf } from '../../state/ownWork.ts'
import type { ExerciseSource, OpenDocument } from '../../state/source.ts'
import { putOnBoard } from '../../state/putOnBoard.ts'
import { exchangeText } from '../../text/en/exchange.ts'
import { fileText } from './fileText.ts'

export interface FoundInFile {
  readonly name: string
  readonly pieces: readonly Piece[]
  readonly notices: readonly Notice[]
  readonly orderSuspect: boolean
  count(kind: Piece['kind']): number
}

export class Bringing {
  found = $state.raw<FoundInFile | null>(null)
  /** A sentence; null when nothing is wrong. */
  problem = $state.raw<string | null>(null)
  reading = $state(false)
  together = $state(false)
  readonly #sheet: Bounds
  /** What the file itself said, without what the sheet makes of it. */
  #fileNotices: readonly Notice[] = []

  constructor(sheet: Bounds) {
    this.#sheet = sheet
  }

  /** Reactive. */
  get fitsBoard(): boolean {
    const count = this.found?.pieces.length ?? 0
    return count > 0 && count <= limits.importObjects
  }

  async read(file: File): Promise<void> {
    this.problem = null
    if (file.size > limits.importBytes) {
      this.problem = exchangeText.problems['too-large']
      return
    }
    this.reading = true
    try {
      const read = readMapFile(await fileText(file))
      if (read.status === 'refused') this.problem = exchangeText.problems[read.problem]
      else {
        this.#fileNotices = read.notices
        this.#show(file.name, read.pieces)
      }
    } catch {
      // the stick was pulled out, or the file was changed while it was read
      this.problem = exchangeText.problems['not-json']
    } finally {
      this.reading = false
    }
  }

  turn(): void {
    if (this.found !== null) this.#show(this.found.name, swapPlaces(this.found.pieces))
  }

  forget(): void {
    this.found = null
    this.problem = null
  }

  /** Keeps all as a reference layer: brings it to the server, then names it on the board. True when it is there. */
  async keepLayer(source: ExerciseSource, board: OpenDocument): Promise<boolean> {
    const { found } = this
    if (found === null || this.reading) return false
    const { doc, name: document } = board
    const content = new Blob([JSON.stringify(piecesAsGeoJson(found.pieces))])
    if (content.size > limits.mediaBytes) {
      this.problem = exchangeText.layerTooLarge
      return false
    }
    this.reading = true
    const reply = await bringMedia(source.view?.id ?? '', source.seat, document, content)
    this.reading = false
    this.problem = !reply.ok ? reply.refusal.sentence : board.access !== 'write' || board.doc !== doc ? exchangeText.notWritable : null
    if (!reply.ok || this.problem !== null) return false
    const { origin, undo } = ownWorkOf(doc)
    undo.stopCapturing()
    addReferenceLayer(doc, { id: newRecordId(doc), name: found.name.replace(/\.(kml|geo)?(json)?$/i, ''), media: reply.value.id, objects: found.pieces.length }, origin)
    undo.stopCapturing()
    return true
  }

  /** Puts all as marks, as one step of undo. Returns how many; null when there is no room, and `problem` says so. */
  putMarks(doc: Y.Doc): number | null {
    const { found } = this
    if (found === null || !this.fitsBoard) return null
    const put = putOnBoard(doc, (prefix, highest) => marksFromPieces(found.pieces, { prefix, highest, group: this.together ? prefix : null }).marks)
    if (put === null) this.problem = exchangeText.boardFull
    return put
  }

  #show(name: string, pieces: readonly Piece[]): void {
    const checks = checkPlaces(pieces, this.#sheet)
    const made = pieces.length <= limits.importObjects ? marksFromPieces(pieces, { prefix: 'look', highest: null, group: null }).notices : []
    this.found = {
      name, pieces, notices: [...this.#fileNotices, ...made, ...checks],
      orderSuspect: checks.some(({ code }) => code === 'order-suspect'),
      count: (kind) => pieces.filter((piece) => piece.kind === kind).length,
    }
  }
}
