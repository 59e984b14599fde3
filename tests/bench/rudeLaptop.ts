/**
 * A rude laptop, in a process of its own, so that what it costs itself is not measured as the room's: run by rudeBench.ts with what it
 * is to do and as whom, until it is stopped.
 */
import { documentSubprotocol } from '#shared/protocol/version.ts'
import { awarenessFrame, updateFrame } from '../support/hostileFrames.ts'
import { Person } from '../support/person.ts'
import { RawSocket } from '../support/rawSocket.ts'
import { Browser } from '../support/startServer.ts'

const [manner = '', origin = '', cookies = '', exercise = '', seat = '', board = ''] = process.argv.slice(2)
const browser = new Browser(origin)
for (const each of cookies.split('; ')) browser.cookies.set(each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1))
const person = new Person(browser, exercise, seat)
const opened = (): Promise<RawSocket> => new RawSocket(person, board, { protocols: [documentSubprotocol] }).opened()

const manners: Readonly<Record<string, () => Promise<void>>> = {
  'a laptop that stopped reading': async () => { (await opened()).socket.pause() },
  'cursors without end': async () => {
    const raw = await opened()
    let clock = 0
    setInterval(() => { for (let each = 0; each < 10; each += 1) raw.send(awarenessFrame([{ client: 4711, clock: clock += 1, state: { cursor: [clock % 90, 0] } }])) }, 5)
  },
  'frames of nothing': async () => {
    let raw = await opened()
    setInterval(() => {
      if (raw.closedWith !== null) raw = new RawSocket(person, board, { protocols: [documentSubprotocol] })
      else if (raw.isOpen) raw.send(updateFrame(new Uint8Array([1, 2, 3, 255, 255])))
    }, 20)
  },
  'the board fetched over and over': async () => {
    for (;;) await (await browser.fetch(`/x/${exercise}/documents/${board}?seat=${seat}`)).arrayBuffer()
  },
  'commands without end': async () => {
    const live = await person.live()
    setInterval(() => { void live.command({ type: 'inject:acknowledge', inject: 'nothing' }).catch(() => undefined) }, 5)
  },
}

const act = manners[manner]
if (act === undefined) throw new Error(`there is no such manner: ${manner}`)
console.log('ready')
await act()
