/**
 * Universal Transverse Mercator on WGS84, by Krüger's series to the sixth order: better than a millimetre within the
 * zone and well beyond its edges. Metres; degrees. Nothing here knows a scenario.
 */

export interface UtmPoint {
  readonly easting: number
  readonly northing: number
}

const semiMajor = 6_378_137
const flattening = 1 / 298.257_223_563
const scale = 0.9996
const falseEasting = 500_000
const falseNorthingSouth = 10_000_000

const n = flattening / (2 - flattening)
const eccentricity = Math.sqrt(flattening * (2 - flattening))
const meridianRadius = (semiMajor / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64 + n ** 6 / 256)

/** Coefficients of Krüger's series, ellipsoid → projection. */
const forward = [
  n / 2 - (2 / 3) * n ** 2 + (5 / 16) * n ** 3 + (41 / 180) * n ** 4 - (127 / 288) * n ** 5 + (7891 / 37800) * n ** 6,
  (13 / 48) * n ** 2 - (3 / 5) * n ** 3 + (557 / 1440) * n ** 4 + (281 / 630) * n ** 5 - (1983433 / 1935360) * n ** 6,
  (61 / 240) * n ** 3 - (103 / 140) * n ** 4 + (15061 / 26880) * n ** 5 + (167603 / 181440) * n ** 6,
  (49561 / 161280) * n ** 4 - (179 / 168) * n ** 5 + (6601661 / 7257600) * n ** 6,
  (34729 / 80640) * n ** 5 - (3418889 / 1995840) * n ** 6,
  (212378941 / 319334400) * n ** 6,
]

/** The same, projection → ellipsoid. */
const backward = [
  n / 2 - (2 / 3) * n ** 2 + (37 / 96) * n ** 3 - n ** 4 / 360 - (81 / 512) * n ** 5 + (96199 / 604800) * n ** 6,
  n ** 2 / 48 + n ** 3 / 15 - (437 / 1440) * n ** 4 + (46 / 105) * n ** 5 - (1118711 / 3870720) * n ** 6,
  (17 / 480) * n ** 3 - (37 / 840) * n ** 4 - (209 / 4480) * n ** 5 + (5569 / 90720) * n ** 6,
  (4397 / 161280) * n ** 4 - (11 / 504) * n ** 5 - (830251 / 7257600) * n ** 6,
  (4583 / 161280) * n ** 5 - (108847 / 3991680) * n ** 6,
  (20648693 / 638668800) * n ** 6,
]

/** Metres on the grid of a zone (1 … 60) for degrees of latitude and longitude. */
export function toUtm(lat: number, lng: number, zone: number, south: boolean): UtmPoint {
  const latitude = radians(lat)
  const across = radians(lng - centralMeridian(zone))
  const conformal = Math.sinh(Math.atanh(Math.sin(latitude)) - eccentricity * Math.atanh(eccentricity * Math.sin(latitude)))
  const xi = Math.atan2(conformal, Math.cos(across))
  const eta = Math.asinh(Math.sin(across) / Math.hypot(conformal, Math.cos(across)))
  let x = eta
  let y = xi
  forward.forEach((term, index) => {
    const order = 2 * (index + 1)
    y += term * Math.sin(order * xi) * Math.cosh(order * eta)
    x += term * Math.cos(order * xi) * Math.sinh(order * eta)
  })
  return {
    easting: falseEasting + scale * meridianRadius * x,
    northing: (south ? falseNorthingSouth : 0) + scale * meridianRadius * y,
  }
}

/** Degrees [latitude, longitude] of metres on the grid of a zone. */
export function fromUtm({ easting, northing }: UtmPoint, zone: number, south: boolean): readonly [number, number] {
  const y = (northing - (south ? falseNorthingSouth : 0)) / (scale * meridianRadius)
  const x = (easting - falseEasting) / (scale * meridianRadius)
  let xi = y
  let eta = x
  backward.forEach((term, index) => {
    const order = 2 * (index + 1)
    xi -= term * Math.sin(order * y) * Math.cosh(order * x)
    eta -= term * Math.cos(order * y) * Math.sinh(order * x)
  })
  const target = Math.sin(xi) / Math.hypot(Math.sinh(eta), Math.cos(xi))
  return [degrees(Math.atan(geographicTangent(target))), centralMeridian(zone) + degrees(Math.atan2(Math.sinh(eta), Math.cos(xi)))]
}

/** tan of the latitude whose conformal latitude has this tangent, by Newton's method; four rounds reach the last bit. */
function geographicTangent(target: number): number {
  let tangent = target
  for (let round = 0; round < 4; round += 1) {
    const sigma = Math.sinh(eccentricity * Math.atanh((eccentricity * tangent) / Math.hypot(1, tangent)))
    const reached = tangent * Math.hypot(1, sigma) - sigma * Math.hypot(1, tangent)
    const slope = (1 + (1 - eccentricity ** 2) * tangent ** 2) / ((1 - eccentricity ** 2) * Math.hypot(1, tangent))
    tangent += ((target - reached) / Math.hypot(1, reached)) * slope
  }
  return tangent
}

function centralMeridian(zone: number): number {
  return zone * 6 - 183
}

function radians(value: number): number {
  return (value * Math.PI) / 180
}

function degrees(value: number): number {
  return (value * 180) / Math.PI
}
