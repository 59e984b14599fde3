/** SVG made node by node: nothing here ever becomes text that a browser parses. */

const namespace = 'http://www.w3.org/2000/svg'

export type Attributes = Readonly<Record<string, string | number>>

export function svg(name: string, attributes: Attributes = {}, children: readonly Node[] = []): SVGElement {
  const element = document.createElementNS(namespace, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  element.append(...children)
  return element
}

/** A picture of the given box, hidden from screen readers: words beside it say the same. */
export function picture(size: number, box: string, children: readonly Node[]): SVGElement {
  return svg('svg', { viewBox: box, width: size, height: size, 'aria-hidden': 'true', focusable: 'false' }, children)
}

export function element(className: string, children: readonly (Node | string)[] = []): HTMLDivElement {
  const made = document.createElement('div')
  made.className = className
  made.append(...children)
  return made
}
