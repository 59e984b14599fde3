/** Attachment: the control takes the keyboard focus when it appears. For the one control a step is about. */
export function takeFocus(element: HTMLElement): void {
  element.focus()
}

/** Attachment: the first button inside takes the keyboard focus, where the buttons are other components' own. */
export function focusFirst(element: HTMLElement): void {
  element.querySelector('button')?.focus()
}
