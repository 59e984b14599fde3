/** Attachment: the control takes the keyboard focus when it appears. For the one control a step is about. */
export function takeFocus(element: HTMLElement): void {
  element.focus()
}
