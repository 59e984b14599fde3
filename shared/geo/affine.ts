/**
 * A picture fitted to the ground by three points: where its corners lie. Worked out in the map's own plane (Mercator), in
 * which the picture is drawn, so that the three points come to lie exactly on their places.
 */
import type { LatLngDegrees } from './grid.ts'

/** Pixels of a picture from its top left corner. */
export type PicturePoint = readonly [number, number]
export interface FittingPair { readonly on: PicturePoint; readonly at: LatLngDegrees }

export interface FittedCorners {
  readonly topLeft: LatLngDegrees
  readonly topRight: LatLngDegrees
  readonly bottomLeft: LatLngDegrees
  /** The picture comes to lie with its back up: two points are probably exchanged. */
  readonly mirrored: boolean
}

/** Null when the three points, on the picture or on the ground, lie on one line, and when they lead off the globe. */
export function fitByThree([one, two, three]: readonly [FittingPair, FittingPair, FittingPair], [width, height]: PicturePoint): FittedCorners | null {
  const [a, b, c] = [plane(one.at), plane(two.at), plane(three.at)]
  const [x1, y1] = [two.on[0] - one.on[0], two.on[1] - one.on[1]]
  const [x2, y2] = [three.on[0] - one.on[0], three.on[1] - one.on[1]]
  const area = x1 * y2 - x2 * y1
  const groundArea = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])
  // thinner than a hundredth of the picture: nothing sound can be worked out from it
  if (Math.abs(area) < width * height * 1e-3 || Math.abs(groundArea) < 1e-12) return null
  const place = ([x, y]: PicturePoint): LatLngDegrees => {
    const s = ((x - one.on[0]) * y2 - (y - one.on[1]) * x2) / area
    const t = ((y - one.on[1]) * x1 - (x - one.on[0]) * y1) / area
    return globe([a[0] + s * (b[0] - a[0]) + t * (c[0] - a[0]), a[1] + s * (b[1] - a[1]) + t * (c[1] - a[1])])
  }
  const corners = { topLeft: place([0, 0]), topRight: place([width, 0]), bottomLeft: place([0, height]) }
  if ([...Object.values(corners), place([width, height])].some(([lat, lng]) => !(Math.abs(lat) <= 85) || !(Math.abs(lng) <= 180))) return null
  // rows of a picture go down, the plane goes up: the same turning sense means that it lies on its face
  return { ...corners, mirrored: Math.sign(area) === Math.sign(groundArea) }
}

function plane([lat, lng]: LatLngDegrees): readonly [number, number] {
  return [lng, (Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) * 180) / Math.PI]
}

function globe([x, y]: readonly [number, number]): LatLngDegrees {
  return [(Math.atan(Math.exp((y * Math.PI) / 180)) * 360) / Math.PI - 90, x]
}
