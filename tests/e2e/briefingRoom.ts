/** A room for stories of a briefing: Dana directs two syndicates, Amina and Ada sit in Alpha, Bao in Bravo, Omar watches, the projector hangs. */
import { AxeBuilder } from '@axe-core/playwright'
import { text } from '../../client/text/index.ts'
import { openClassroom, type Classroom } from '../support/classroom.ts'
import { mapOf } from './acts.ts'
import { Room, type Laptop } from './room.ts'

export interface BriefingRoom {
  readonly classroom: Classroom
  readonly room: Room
  readonly dana: Laptop
  readonly amina: Laptop
  readonly ada: Laptop
  readonly bao: Laptop
  readonly omar: Laptop
  readonly projector: Laptop
  /** Everybody lets go of their planning: the plenary begins, and Alpha has the floor with Amina presenting. */
  givesAlphaTheFloor(): Promise<void>
  /** Comes late, to watch. */
  late(name: string): Promise<Laptop>
  close(): Promise<void>
}

/** Planning has begun; everybody is in. */
export async function openBriefingRoom(): Promise<BriefingRoom> {
  const classroom = await openClassroom(2)
  const room = await Room.open(classroom.product.address)
  const small = { width: 1093, height: 500 }
  const [amina, ada, bao, omar, dana] = [await room.laptop('Amina'), await room.laptop('Ada'), await room.laptop('Bao', small), await room.laptop('Omar'), await room.laptop('Dana')]
  const projector = await room.laptop('projector')
  await room.join(amina, classroom.code('member', 's1'), /Operations/)
  await room.join(ada, classroom.code('member', 's1'), /Protection/)
  await room.join(bao, classroom.code('member', 's2'), /Operations/)
  await room.join(omar, classroom.code('observer', null), null)
  await room.join(dana, classroom.code('deputy', null), null)
  await projector.page.goto(`${classroom.product.address}/j`)
  await projector.page.getByLabel(text.join.codeLabel).fill(classroom.code('screen', null))
  await projector.page.getByRole('button', { name: text.join.look }).click()
  await projector.page.waitForURL(/\/seat\//)
  const admit = async (): Promise<void> => {
    const waiting = Object.values(classroom.view().seats).filter(({ status }) => status === 'waiting').map(({ id }) => id)
    if (waiting.length > 0) await classroom.command({ type: 'seat:admit', seats: waiting })
  }
  await admit()
  for (const laptop of [amina, ada, bao, omar, dana, projector]) await mapOf(laptop).waitFor()
  return {
    classroom, room, dana, amina, ada, bao, omar, projector,
    async givesAlphaTheFloor() {
      await classroom.command({ type: 'stage:begin', index: classroom.view().agenda.findIndex(({ stage }) => stage === 'plenary') })
      await classroom.command({ type: 'floor:give', syndicate: 's1' })
      const seat = Object.values(classroom.view().seats).find(({ name }) => name === 'Amina')?.id ?? ''
      if (classroom.view().floor?.presenter !== seat) await classroom.command({ type: 'presenter:name', seat })
    },
    async late(name) {
      const laptop = await room.laptop(name)
      await room.join(laptop, classroom.code('observer', null), null)
      await admit()
      return laptop
    },
    async close() {
      await room.close()
      await classroom.close()
    },
  }
}

/** What axe finds wrong on this page, by rule. */
export async function faults({ page }: Laptop): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).exclude('.leaflet-container').analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)
}
