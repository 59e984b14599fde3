/**
 * Shapes that are written once per zoom. Leaflet cuts every shape to the view and writes it anew after each move of the map;
 * with thousands of shapes that is a long frame at the end of every drag. A steady shape is never cut, so a move changes
 * nothing in it: the browser leaves out what is out of view.
 */
import type L from 'leaflet'

/** Takes over what Leaflet asks of this one shape when it projects, cuts and writes it. */
export function steady<Shape extends L.Path>(shape: Shape): Shape {
  const project = ownMethod(shape, '_project')
  const write = ownMethod(shape, '_update')
  let stale = true
  Reflect.set(shape, '_project', () => {
    Reflect.apply(project, shape, [])
    stale = true
  })
  Reflect.set(shape, '_clipPoints', () => Reflect.set(shape, '_parts', Reflect.get(shape, '_rings')))
  Reflect.set(shape, '_update', () => {
    if (stale) Reflect.apply(write, shape, [])
    stale = false
  })
  return shape
}

function ownMethod(shape: object, name: string): () => void {
  const method: unknown = Reflect.get(shape, name)
  if (typeof method !== 'function') throw new Error(`this Leaflet's shapes have no ${name}`)
  return () => Reflect.apply(method, shape, [])
}
