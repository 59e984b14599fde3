/**
 * Drawn symbols as plain images, one per look. Each drawing inside a page is a picture of its own that the browser puts
 * together in every frame; a thousand images of a few looks are painted once with the pane they stand on.
 */
import { watchTheme } from '../groundPalette.ts'

/** What style sheets give a drawing: written into it, since an image sees no style sheet. */
const styled = [
  'fill', 'fill-opacity', 'stroke', 'stroke-opacity', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'paint-order', 'vector-effect',
] as const
/** Strokes may reach this share of the box beyond it. */
const marginShare = 0.15

export interface StillPictures {
  /** The image of a drawing; `make` is asked once per look. Null where it has words, whose font images cannot have. */
  of(look: string, make: () => SVGElement): HTMLImageElement | null
  close(): void
}

interface Look {
  readonly make: () => SVGElement
  readonly size: number
  address: string
}

/** `host` is inside the map, where its style sheets hold. */
export function makeStillPictures(host: Element): StillPictures {
  const looks = new Map<string, Look | null>()
  const unwatch = watchTheme(() => {
    for (const look of looks.values()) if (look !== null) look.address = addressOf(look.make(), host)
    for (const image of host.querySelectorAll<HTMLImageElement>('img.still-picture')) {
      const look = looks.get(image.dataset['look'] ?? '')
      if (look != null) image.src = look.address
    }
  })

  function lookOf(name: string, make: () => SVGElement): Look | null {
    const known = looks.get(name)
    if (known !== undefined) return known
    const drawn = make()
    const look = drawn.querySelector('text') === null ? { make, size: sizeOf(drawn), address: addressOf(drawn, host) } : null
    looks.set(name, look)
    return look
  }

  return {
    of: (name, make) => {
      const look = lookOf(name, make)
      if (look === null) return null
      const image = document.createElement('img')
      image.className = 'still-picture'
      image.dataset['look'] = name
      image.alt = ''
      image.draggable = false
      image.style.setProperty('--side', `${look.size * (1 + 2 * marginShare)}px`)
      image.src = look.address
      return image
    },
    close: unwatch,
  }
}

function sizeOf(drawn: SVGElement): number {
  return Number(drawn.getAttribute('width'))
}

/** A data address: nothing is fetched, and nothing has to be given back. */
function addressOf(drawn: SVGElement, host: Element): string {
  const [x = 0, y = 0, width = 0, height = 0] = (drawn.getAttribute('viewBox') ?? '').split(' ').map(Number)
  const side = sizeOf(drawn) * (1 + 2 * marginShare)
  drawn.style.position = 'absolute'
  drawn.style.visibility = 'hidden'
  host.append(drawn)
  const looks = [drawn, ...drawn.querySelectorAll<SVGElement>('*')].map((part) => {
    const computed = getComputedStyle(part)
    return { part, values: styled.map((name) => `${name}:${computed.getPropertyValue(name)}`).join(';') }
  })
  drawn.remove()
  for (const { part, values } of looks) {
    part.setAttribute('style', values)
    part.removeAttribute('class')
  }
  drawn.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  drawn.setAttribute('viewBox', [x - width * marginShare, y - height * marginShare, width * (1 + 2 * marginShare), height * (1 + 2 * marginShare)].join(' '))
  drawn.setAttribute('width', String(side))
  drawn.setAttribute('height', String(side))
  return `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(drawn))}`
}
