/** What staff put on the stage in a plenary: a PDF turned, a picture with a notice, a film played and stopped. */
import type { Exhibit } from '#shared/exercise/exhibit.ts'
import type { MediaKept } from '#shared/protocol/http.ts'
import { pdf } from '../../support/exhibits.ts'
import { photograph } from '../../support/pictures.ts'
import { valueOf } from '../../support/startServer.ts'
import { film } from '../film.ts'
import { exhibitsText as words } from '../../../client/text/en/exhibits.ts'
import type { Cast } from './cast.ts'
import type { Act } from './presenters.ts'

/** The media of what was brought, by kind. */
export type Shelf = Readonly<Record<'pdf' | 'picture' | 'video', string>>

const stopsAtMs = 1850

/** The chief brings three exhibits before the plenary. */
export async function bringMedia(cast: Cast): Promise<Shelf> {
  return {
    pdf: await bring(cast, pdf(['THE MORNING', 'THE ROADS', 'THE CAMP']), { kind: 'pdf', title: 'Morning brief', pages: 3 }),
    picture: await bring(cast, photograph(), { kind: 'picture', title: 'Roofless house', words: 'A house without a roof.', notice: 'This picture shows a house that was burned.' }),
    video: await bring(cast, await film(cast.omar), { kind: 'video', title: 'Market film', words: 'People run from the market.' }),
  }
}

export function media({ classroom, projector }: Cast, shelf: Shelf): Act[] {
  const chief = (what: string, command: Parameters<typeof classroom.command>[0]): Act => ({ what, run: () => classroom.command(command) })
  return [
    chief('a PDF is put on the stage', { type: 'exhibit:show', media: shelf.pdf }),
    chief('its page is turned', { type: 'exhibit:turn', page: 2 }),
    chief('its last page is turned to', { type: 'exhibit:turn', page: 3 }),
    chief('a picture is put there under its notice', { type: 'exhibit:show', media: shelf.picture }),
    chief('the picture is opened', { type: 'exhibit:uncover' }),
    chief('a film is put there', { type: 'exhibit:show', media: shelf.video }),
    {
      what: 'the film is played and stopped',
      run: async () => {
        const player = projector.page.getByLabel('Market film', { exact: true })
        await player.waitFor()
        await classroom.command({ type: 'exhibit:cue', playing: true, positionMs: 0 })
        await projector.page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.3)
        await classroom.command({ type: 'exhibit:cue', playing: false, positionMs: stopsAtMs })
      },
    },
    chief('the film goes back to its beginning', { type: 'exhibit:cue', playing: false, positionMs: 0 }),
    {
      what: 'the exhibit is taken away',
      run: async () => {
        await classroom.command({ type: 'exhibit:take' })
        await projector.page.getByRole('region', { name: words.stands('Market film') }).waitFor({ state: 'detached' })
      },
    },
  ]
}

const types = { pdf: 'application/pdf', picture: 'image/png', video: 'video/webm' } as const

async function bring({ classroom }: Cast, bytes: Uint8Array, more: Pick<Exhibit, 'title'> & Partial<Exhibit> & { readonly kind: keyof typeof types }): Promise<string> {
  const { chief } = classroom
  const response = await chief.browser.fetch(`/x/${chief.exercise}/exhibits?seat=${chief.seat}`, { method: 'POST', body: new Uint8Array(bytes), headers: { 'content-type': types[more.kind] } })
  const { id } = valueOf(await response.json() as Parameters<typeof valueOf<MediaKept>>[0])
  await classroom.command({ type: 'exhibit:add', exhibit: { media: id, words: '', notice: null, hat: null, pages: null, ...more }, serial: null })
  return id
}
