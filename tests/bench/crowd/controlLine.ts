/** The control channel of a laptop that only listens: Socket.IO's own words over one WebSocket, spoken by hand. */
import { protocolVersion } from '#shared/protocol/version.ts'
import { frameOf, Line, opcodes } from '../compare/load/line.ts'

const [opened, ping] = [0x30, 0x32]
const [connect, pong, view] = ['40', '3', '42["view"']

export interface ControlSeat { readonly port: number; readonly exercise: string; readonly seat: string; readonly headers: Readonly<Record<string, string>> }

/** Settles when the first whole view is here. */
export async function openControl({ port, exercise, seat, headers }: ControlSeat): Promise<Line> {
  let heard: () => void = () => undefined
  const hasView = new Promise<void>((resolve) => { heard = resolve })
  const line = await Line.open({ port, path: `/x/${exercise}/live/?seat=${seat}&protocol=${protocolVersion}&EIO=4&transport=websocket`, headers }, (own) => (opcode, bytes, from, to) => {
    if (opcode !== opcodes.text) return
    if (bytes[from] === opened) own.write(frameOf(opcodes.text, Buffer.from(connect)))
    else if (bytes[from] === ping) own.write(frameOf(opcodes.text, Buffer.from(pong)))
    else if (bytes.toString('latin1', from, Math.min(to, from + view.length)) === view) heard()
  })
  await hasView
  return line
}
