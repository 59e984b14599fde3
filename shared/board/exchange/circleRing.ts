/** Outlines for programs that know no circles and no laid pictures. A circle on a sphere is within 0.6 % of the ellipsoid's. */
import { roundDegrees, type Position } from '../annotation.ts'

const earthKm = 6371.0088
const corners = 64

export function circleRing([lat, lng]: Position, radiusKm: number): Position[] {
  const angle = radiusKm / earthKm
  const from = radians(lat)
  return Array.from({ length: corners }, (_, index) => {
    const bearing = (2 * Math.PI * index) / corners
    const to = Math.asin(Math.sin(from) * Math.cos(angle) + Math.cos(from) * Math.sin(angle) * Math.cos(bearing))
    const across = Math.atan2(Math.sin(bearing) * Math.sin(angle) * Math.cos(from), Math.cos(angle) - Math.sin(from) * Math.sin(to))
    return [roundDegrees(degrees(to)), roundDegrees(within180(lng + degrees(across)))]
  })
}

/** A picture's outline from its top left, top right and bottom left corner. */
export function fourCorners(corners: readonly Position[]): Position[] {
  const [topLeft = [0, 0], topRight = topLeft, bottomLeft = topLeft] = corners
  const bottomRight: Position = [
    roundDegrees(Math.min(90, Math.max(-90, topRight[0] + bottomLeft[0] - topLeft[0]))),
    roundDegrees(Math.min(180, Math.max(-180, topRight[1] + bottomLeft[1] - topLeft[1]))),
  ]
  return [topLeft, topRight, bottomRight, bottomLeft]
}

function within180(lng: number): number {
  return lng > 180 ? lng - 360 : lng < -180 ? lng + 360 : lng
}

function radians(value: number): number {
  return (value * Math.PI) / 180
}

function degrees(value: number): number {
  return (value * 180) / Math.PI
}
