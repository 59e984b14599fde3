/** A seat's name on its way from one syndicate to another, by mouse. The type keeps other things from being dropped there. */
const type = 'application/x-sandtable-seat'

export function takeSeat({ dataTransfer }: DragEvent, seat: string): void {
  if (dataTransfer === null) return
  dataTransfer.setData(type, seat)
  dataTransfer.effectAllowed = 'move'
}

export function carriesSeat({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes(type) === true
}

/** Null when something else was dropped. */
export function droppedSeat({ dataTransfer }: DragEvent): string | null {
  const seat = dataTransfer?.getData(type) ?? ''
  return seat === '' ? null : seat
}
