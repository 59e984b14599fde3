/** A picture chosen by a person: made small, shown, brought to the server, and put on the board by its id. */
import type { Annotation } from '#shared/board/annotation.ts'
import { defaultLayer } from '#shared/board/annotation.ts'
import { orderAbove } from '#shared/board/order.ts'
import { bringMedia } from '../../connection/media.ts'
import { putOnBoard } from '../../state/putOnBoard.ts'
import type { ExerciseSource, OpenDocument } from '../../state/source.ts'
import { exchangeText } from '../../text/en/exchange.ts'
import { shrinkPicture, type PictureSize, type SmallPicture } from './shrinkPicture.ts'

/** The fields every mark has, as a new picture has them. */
export interface NewPicture {
  readonly id: string
  readonly label: string
  readonly note: ''
  readonly layer: string
  readonly group: ''
  readonly style: { readonly colour: 'note'; readonly pattern: 'solid' }
  readonly order: string
}

export class PictureToLay {
  picture = $state.raw<SmallPicture | null>(null)
  /** An address of the picture for this page. */
  address = $state.raw<string | null>(null)
  problem = $state.raw<string | null>(null)
  busy = $state(false)
  label = $state('')
  readonly #size: PictureSize
  readonly #source: ExerciseSource
  readonly #board: OpenDocument

  constructor(source: ExerciseSource, board: OpenDocument, size: PictureSize) {
    this.#source = source
    this.#board = board
    this.#size = size
  }

  async choose(file: File): Promise<void> {
    this.problem = null
    this.busy = true
    const picture = await shrinkPicture(file, this.#size)
    this.busy = false
    if (picture === null) {
      this.problem = exchangeText.noPicture
      return
    }
    this.forget()
    this.picture = picture
    this.address = URL.createObjectURL(picture.blob)
  }

  forget(): void {
    if (this.address !== null) URL.revokeObjectURL(this.address)
    this.picture = null
    this.address = null
  }

  /** Brings the picture, then puts the mark that names it. True when it lies on the board; else `problem` says why not. */
  async lay(make: (media: string, common: NewPicture) => Annotation): Promise<boolean> {
    if (this.picture === null || this.busy) return false
    this.problem = null
    this.busy = true
    const { doc, name } = this.#board
    const reply = await bringMedia(this.#source.view?.id ?? '', this.#source.seat, name, this.picture.blob)
    this.busy = false
    if (!reply.ok) this.problem = reply.refusal.sentence
    // the right may have gone, or the board may have been opened afresh, while the picture travelled
    else if (this.#board.access !== 'write' || this.#board.doc !== doc) this.problem = exchangeText.notWritable
    else if (putOnBoard(doc, (id, highest) => [make(reply.value.id, this.#common(id, highest))]) === null) this.problem = exchangeText.boardFull
    return this.problem === null
  }

  #common(id: string, highest: string | null): NewPicture {
    return { id, label: this.label.trim(), note: '', layer: defaultLayer, group: '', style: { colour: 'note', pattern: 'solid' }, order: orderAbove(highest) }
  }
}
