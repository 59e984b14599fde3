/** A circle on the ground as a ring of corners, for programs that know no circles. On a sphere: within 0.6 % of the ellipsoid. */
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

function within180(lng: number): number {
  return lng > 180 ? lng - 360 : lng < -180 ? lng + 360 : lng
}

function radians(value: number): number {
  return (value * Math.PI) / 180
}

function degrees(value: number): number {
  return (value * 180) / Math.PI
}
