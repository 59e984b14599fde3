/** The roster on its way from the form to those who may read it. */
import { afterEach, expect, test } from 'vitest'
import type { HouseInfo, JoinOffer } from '#shared/protocol/http.ts'
import { openExercise, startServer, valueOf } from '../../support/startServer.ts'

const open: { close(): unknown }[] = []
afterEach(async () => { for (const each of open.splice(0)) await each.close() })

test('[DOOR64] ranks and nations of the roster are read by directing staff and by nobody else', async () => {
  const server = await startServer()
  open.unshift(server)
  const exercise = await openExercise(server, { roster: [{ name: 'Amina', nation: 'Mali', syndicate: 1, rank: 'Lieutenant Colonel' }, { name: 'Bao', nation: '', syndicate: null }] })
  const dana = await exercise.chief.live()
  const amina = await (await exercise.join('member', 'Amina', { syndicate: 's1' })).live()
  open.unshift(dana, amina)
  expect(dana.view?.roster).toEqual([{ name: 'Amina', nation: 'Mali', syndicate: 's1', rank: 'Lieutenant Colonel' }, { name: 'Bao', nation: '', syndicate: null }])
  expect(amina.view?.roster).toEqual([])
  expect(amina.wire).not.toMatch(/Lieutenant|Mali/)
  expect(valueOf(await server.browser().post<JoinOffer>('/api/join/look', { code: exercise.code('member', 's2') })).names).toEqual(['Bao'])
})

test('[DOOR64] the form is told what the scenario calls its syndicates, and a stranger is not', async () => {
  const server = await startServer()
  open.unshift(server)
  const house = await server.instructor()
  expect(valueOf(await house.get<HouseInfo>('/api/house')).scenarios[0]?.syndicateNames.slice(0, 2)).toEqual(['Alpha', 'Bravo'])
  expect(valueOf(await server.browser().get<HouseInfo>('/api/house')).scenarios).toEqual([])
})
