/**
 * Marks written as KML 2.2: a placemark each, coloured by role. All fields of a mark travel as one
 * value of `ExtendedData`, so that what comes back is the same mark.
 */
import { colourRoles, positionsOf, roundPosition, type Annotation, type Position } from '../annotation.ts'
import { circleRing, fourCorners } from './circleRing.ts'
import { colourOfRole, kmlColour } from './colours.ts'
import { compareOrder } from '../order.ts'
import { ownProperty } from './geoJsonIn.ts'
import { ownFieldsOf } from './geoJsonOut.ts'
import { escapeXml } from './xml.ts'

export function marksAsKml(marks: Iterable<Annotation>, title: string): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<kml xmlns="http://www.opengis.net/kml/2.2">',
    '<Document>',
    element('name', title),
    ...colourRoles.map((role) => {
      const colour = colourOfRole[role]
      return `<Style id="${role}"><IconStyle><color>${kmlColour(colour, 'ff')}</color></IconStyle><LineStyle><color>${kmlColour(colour, 'ff')}</color><width>3</width></LineStyle><PolyStyle><color>${kmlColour(colour, '40')}</color></PolyStyle></Style>`
    }),
    ...Array.from(marks).sort(compareOrder).map(placemark),
    '</Document>',
    '</kml>',
    '',
  ].join('\n')
}

function placemark(mark: Annotation): string {
  return [
    '<Placemark>', element('name', mark.label), element('description', mark.note), `<styleUrl>#${mark.style.colour}</styleUrl>`,
    `<ExtendedData><Data name="${ownProperty}">${element('value', plainAscii(JSON.stringify(ownFieldsOf(mark))))}</Data></ExtendedData>`,
    geometryOf(mark), '</Placemark>',
  ].join('')
}

function geometryOf(mark: Annotation): string {
  const positions = positionsOf(mark.geometry).map(roundPosition)
  switch (mark.kind) {
    case 'line': return `<LineString><tessellate>1</tessellate>${coordinates(positions)}</LineString>`
    case 'area': return polygon(positions)
    case 'sheet': return polygon(fourCorners(positions))
    case 'circle': return polygon(circleRing(mark.geometry, mark.radiusKm))
    default: return `<Point>${coordinates(positions)}</Point>`
  }
}

function polygon(ring: readonly Position[]): string {
  return `<Polygon><tessellate>1</tessellate><outerBoundaryIs><LinearRing>${coordinates([...ring, ...ring.slice(0, 1)])}</LinearRing></outerBoundaryIs></Polygon>`
}

function coordinates(positions: readonly Position[]): string {
  return element('coordinates', positions.map(([lat, lng]) => `${lng},${lat}`).join(' '))
}

function element(name: string, words: string): string {
  return `<${name}>${escapeXml(words)}</${name}>`
}

/** JSON in escapes only: no sign of any script can be lost on the way through XML. */
function plainAscii(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
