/** `npm run picture:board`: draws a worked board on the running product and keeps the picture that README.md shows. */
import { putAnnotations } from '#shared/board/boardDocument.ts'
import { text } from '../../client/text/index.ts'
import { writePlan } from '../e2e/acts.ts'
import { Room } from '../e2e/room.ts'
import { openClassroom } from '../support/classroom.ts'
import { Editor } from '../support/editor.ts'
import { until } from '../support/startServer.ts'
import { wenza } from '../support/wenzaFiles.ts'
import { workedBoard } from './workedBoard.ts'

const file = 'tests/pictures/worked-board.jpg'
const classroom = await openClassroom()
const room = await Room.open(classroom.product.address)
const ben = new Editor(await classroom.member('Ben'), 'syndicate/s1/board@1')
await until(() => ben.isSynced, 'the board is there')
putAnnotations(ben.doc, workedBoard(wenza().zone), {})
const amina = await room.laptop('Amina', { width: 1440, height: 860 })
await room.join(amina, classroom.code('member', 's1'), /Operations/)
await amina.page.locator('.mark-stand').first().waitFor({ state: 'attached' })
await writePlan(amina, 'Risk analysis of the threats', 'Lothra first: 14,200 people, wood is cut outside the patrols at first light, and three attacks on women were told to the clinic in a week. Corvale on market days. Yeddan hamlets by night, when we are two hours away.')
await amina.page.getByRole('tab', { name: text.syndicate.tabs.plan }).click()
await amina.page.waitForTimeout(1500)
await amina.page.screenshot({ path: file, type: 'jpeg', quality: 82 })
console.log(file)
ben.close()
await room.close()
await classroom.close()
