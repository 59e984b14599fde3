/** The HTTP door as a whole: gate, headers, routes, and a sentence for everything else. */
import express, { json, type Express } from 'express'
import type { Scenarios } from '../scenarios.ts'
import type { Log } from '../log.ts'
import type { Clock } from '../time/clock.ts'
import { answerFaults, notFound } from './answers.ts'
import { exerciseFileRoutes } from './exerciseFiles.ts'
import { houseRoutes, type HouseParts } from './house.ts'
import { houseExerciseRoutes } from './houseExercises.ts'
import { joinRoutes } from './join.ts'
import { laptopRoutes, type Laptop } from './laptop.ts'
import { mediaRoutes } from './media.ts'
import { originGate, securityHeaders } from './security.ts'
import { clientRoutes, groundRoutes, zoneRoutes } from './staticFiles.ts'

export interface HttpDoorParts extends HouseParts {
  readonly scenarios: Scenarios
  /** The built client; null when there is none. */
  readonly clientFolder: string | null
  readonly laptop: Laptop
  readonly clock: Clock
  freeBytes(): Promise<number | null>
  readonly log: Log
}

export function createHttpDoor(parts: HttpDoorParts): Express {
  const { registry, sessions, budget, scenarios, clientFolder, log } = parts
  const door = express()
  door.disable('x-powered-by')
  door.disable('etag')
  door.set('query parser', 'simple')
  door.set('case sensitive routing', true)
  door.use(originGate(sessions))
  door.use(securityHeaders())
  door.use('/api', (_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store')
    next()
  })
  door.use('/api', json({ limit: '256kb' }))
  door.use(houseRoutes(parts))
  door.use(houseExerciseRoutes({ registry, sessions, log, clock: parts.clock, freeBytes: () => parts.freeBytes() }))
  door.use(laptopRoutes({ registry, sessions, laptop: parts.laptop }))
  door.use(joinRoutes({ registry, sessions, budget }))
  door.use(exerciseFileRoutes({ registry, sessions, log, clock: parts.clock }))
  door.use(mediaRoutes({ registry, sessions, clock: parts.clock }))
  door.use(zoneRoutes(scenarios.ready))
  door.use(groundRoutes(scenarios.grounds ?? new Map()))
  door.use(clientRoutes(clientFolder))
  door.use(notFound)
  door.use(answerFaults(log))
  return door
}
