/**
 * PDFs drawn by pdf.js, fetched with the first of them: the older build, for the browsers of the room. Nothing of a PDF is
 * run: no scripts, no forms, no evaluated code, no links; the worker is our own file, as the content policy asks.
 */
import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy, type RenderTask } from 'pdfjs-dist/legacy/build/pdf.mjs'
import workerAddress from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'

GlobalWorkerOptions.workerSrc = workerAddress

/** Largest canvas side in pixels: a page twice as fine as a large projector. */
const mostPixels = 4096

export class PdfPages {
  readonly #document: PDFDocumentProxy
  #drawing: RenderTask | null = null

  private constructor(document: PDFDocumentProxy) {
    this.#document = document
  }

  /** Rejects for what is no PDF this program can draw, or cannot be had. */
  static async open(content: string | Uint8Array): Promise<PdfPages> {
    const from = typeof content === 'string' ? { url: content, withCredentials: true } : { data: content }
    // by ranges would ask the server many times for what fits into one answer
    return new PdfPages(await getDocument({ ...from, isEvalSupported: false, enableXfa: false, disableRange: true, disableStream: true, disableAutoFetch: true, useSystemFonts: true, stopAtErrors: false }).promise)
  }

  get pages(): number {
    return this.#document.numPages
  }

  /** Fits the page into a box of CSS pixels. A drawing under way is given up for the new one: false, then. */
  async draw(canvas: HTMLCanvasElement, page: number, box: { readonly width: number; readonly height: number }, dense: number): Promise<boolean> {
    const sheet = await this.#document.getPage(page)
    const whole = sheet.getViewport({ scale: 1 })
    const scale = Math.min(box.width / whole.width, box.height / whole.height)
    const fine = Math.min(dense, mostPixels / (Math.max(whole.width, whole.height) * scale))
    const viewport = sheet.getViewport({ scale: scale * fine })
    this.#drawing?.cancel()
    canvas.width = Math.max(1, Math.floor(viewport.width))
    canvas.height = Math.max(1, Math.floor(viewport.height))
    canvas.style.inlineSize = `${whole.width * scale}px`
    canvas.style.blockSize = `${whole.height * scale}px`
    const context = canvas.getContext('2d')
    if (context === null) return false
    const drawing = sheet.render({ canvasContext: context, viewport, annotationMode: 0 })
    this.#drawing = drawing
    try {
      await drawing.promise
      return true
    } catch (error) {
      if (this.#drawing === drawing) throw error
      return false
    }
  }

  /** What stands on a page, for those who hear it. */
  async words(page: number): Promise<string> {
    const content = await (await this.#document.getPage(page)).getTextContent()
    return content.items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('').trim()
  }

  close(): void {
    this.#drawing?.cancel()
    void this.#document.loadingTask.destroy()
  }
}
