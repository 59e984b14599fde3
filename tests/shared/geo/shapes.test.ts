import { describe, expect, test } from 'vitest'
import { boundsOf, containsPosition, growBounds, sameBounds } from '../../../shared/geo/bounds.ts'
import { simplifyPath, simplifyToFit, type PlanePoint } from '../../../shared/geo/simplify.ts'

describe('[MAP6] boxes and simple lines', () => {
  test('[MAP6] a box holds its positions', () => {
    const box = boundsOf([[-5, -9], [-6, -8]])
    expect(box).toEqual([-6, -9, -5, -8])
    expect(boundsOf([])).toBeNull()
    if (box === null) return
    expect(containsPosition(box, [-5.5, -8.5])).toBe(true)
    expect(containsPosition(box, [-4, -8.5])).toBe(false)
    expect(sameBounds(growBounds(box, 0.5), [-6.5, -9.5, -4.5, -7.5])).toBe(true)
  })

  test('[MAP6] straight points go, corners and ends stay', () => {
    const path: PlanePoint[] = [[0, 0], [1, 0.01], [2, 0], [2, 1], [2, 2]]
    expect(simplifyPath(path, 0.1)).toEqual([[0, 0], [2, 0], [2, 2]])
    expect(simplifyPath(path.slice(0, 2), 9)).toHaveLength(2)
  })

  test('[MAP6] a long hand-drawn line fits the limit without overflowing', () => {
    const path = Array.from({ length: 8_000 }, (_, index): PlanePoint => [index, Math.sin(index / 3) * 40])
    const simple = simplifyToFit(path, 0.5, 2000)
    expect(simple.length).toBeLessThanOrEqual(2000)
    expect(simple[0]).toEqual(path[0])
    expect(simple.at(-1)).toEqual(path.at(-1))
    expect(simplifyToFit(path, 0, 40).length).toBeLessThanOrEqual(40)
  })
})
